import type {JsonObject} from '../json_value.ts';
import type {Post} from '../state.ts';
import type {World} from '../world_shape.ts';
import {viewPostList} from './post_view.ts';

const SINCE_LIMIT = 1000;

function byNewest(world: World, posts: readonly Post[]): Post[] {
    const place = new Map(world.state.posts.map((post, index) => [post.id, index]));
    return [...posts].sort((a, b) => b.create_at - a.create_at || (place.get(b.id) ?? 0) - (place.get(a.id) ?? 0));
}

function restOfThreads(world: World, listed: readonly Post[]): Post[] {
    const known = new Set(listed.map(({id}) => id));
    const roots = new Set(listed.map((post) => (post.root_id === '' ? post.id : post.root_id)));
    return world.state.posts.filter(
        (post) => post.delete_at === 0 && !known.has(post.id) && (roots.has(post.id) || roots.has(post.root_id)),
    );
}

function livePosts(world: World, channelId: string): Post[] {
    return byNewest(
        world,
        world.state.posts.filter((post) => post.channel_id === channelId && post.delete_at === 0),
    );
}

/** A page of a channel, newest first. */
export function listPage(world: World, channelId: string, page: number, perPage: number): JsonObject {
    const all = livePosts(world, channelId);
    const start = page * perPage;
    const listed = all.slice(start, start + perPage);
    return viewPostList(world, listed, restOfThreads(world, listed), {
        nextId: listed.length === 0 ? '' : (all[start - 1]?.id ?? ''),
        previousId: all[start + perPage]?.id ?? '',
    });
}

/** The posts next to one: `before` are older, `after` newer; both lists newest first. */
export function listBeside(
    world: World,
    channelId: string,
    postId: string,
    side: 'before' | 'after',
    perPage: number,
): JsonObject {
    const all = livePosts(world, channelId);
    const at = all.findIndex(({id}) => id === postId);
    const start = side === 'before' ? at + 1 : Math.max(0, at - perPage);
    const listed = at === -1 ? [] : all.slice(start, side === 'before' ? start + perPage : at);
    return viewPostList(world, listed, restOfThreads(world, listed), {
        nextId: all[start - 1]?.id ?? '',
        previousId: all[start + listed.length]?.id ?? '',
    });
}

/** What changed after a moment: deleted posts and history rows too, at most 1000, with the roots of changed replies. */
export function listSince(world: World, channelId: string, since: number): JsonObject {
    const changed = world.state.posts.filter((post) => post.channel_id === channelId && post.update_at > since);
    const listed = byNewest(world, changed.slice(0, SINCE_LIMIT));
    const known = new Set(listed.map(({id}) => id));
    const roots = new Set(listed.map(({root_id}) => root_id));
    const others = world.state.posts.filter((post) => roots.has(post.id) && !known.has(post.id));
    return viewPostList(world, listed, others);
}

/** A thread: the root first, replies in order of time. */
export function listThread(world: World, rootId: string): JsonObject {
    const thread = world.state.posts.filter(
        (post) => post.delete_at === 0 && (post.id === rootId || post.root_id === rootId),
    );
    return {...viewPostList(world, byNewest(world, thread).reverse(), [], {countsReplies: true}), has_next: false};
}

/** Posts of these channels whose message holds every word (or any, for an "or" search). */
export function searchPosts(world: World, channelIds: ReadonlySet<string>, terms: string, isOr: boolean): JsonObject {
    const words = terms
        .toLowerCase()
        .split(/\s+/)
        .filter((word) => word !== '')
        .map((word) => word.replaceAll('"', ''));
    const found = world.state.posts.filter((post) => {
        const text = post.message.toLowerCase();
        const hits = (word: string): boolean => text.includes(word);
        return (
            post.delete_at === 0 &&
            post.create_at + world.faults.searchDelayMs <= world.now() &&
            !post.type.startsWith('system_') &&
            channelIds.has(post.channel_id) &&
            words.length > 0 &&
            (isOr ? words.some(hits) : words.every(hits))
        );
    });
    return {...viewPostList(world, byNewest(world, found)), matches: null};
}
