import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {MAX_QUEUE_MEMBERS} from '@fips-readiness/core';
import {CallError, makeQueueClient} from './queue_client.ts';
import type {QueueClient} from './queue_client.ts';

const PAGE = 200;

/** A server that gives these members by pages, knows these accounts, and gives these posts. */
async function withServer<T>(
    {pages, unknown = [], posts = []}: {pages?: string[][]; unknown?: string[]; posts?: object[]},
    use: (client: QueueClient) => Promise<T>,
): Promise<T> {
    const server = createServer((request, response) => {
        const {pathname, searchParams} = new URL(request.url ?? '', 'http://server');
        const page = Number(searchParams.get('page'));
        const answer = (value: unknown): void => {
            response.setHeader('Content-Type', 'application/json');
            response.end(JSON.stringify(value));
        };
        if (pathname.endsWith('/members')) {
            answer((pages?.[page] ?? []).map((id) => ({user_id: id})));
        } else if (pathname.endsWith('/users/ids')) {
            let body = '';
            request.on('data', (chunk: Buffer) => (body += chunk.toString()));
            request.on('end', () => {
                const ids = (JSON.parse(body) as string[]).filter((id) => !unknown.includes(id));
                answer(ids.map((id) => ({id, username: id, roles: 'system_admin', delete_at: 0})));
            });
        } else {
            const isSince = searchParams.has('since');
            const listed = isSince ? posts.slice(0, 1_000) : posts.slice(page * PAGE, (page + 1) * PAGE);
            answer({posts: Object.fromEntries(listed.map((post, index) => [`${page}-${index}`, post]))});
        }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
        const {port} = server.address() as AddressInfo;
        return await use(makeQueueClient(`http://127.0.0.1:${port}`, 'token'));
    } finally {
        server.close();
    }
}

const name = (number: number): string => `u${String(number).padStart(25, '0')}`;
const names = (from: number, count: number): string[] => Array.from({length: count}, (_, index) => name(from + index));

describe('queue client', () => {
    test('everybody is read over all pages', async () => {
        const members = await withServer({pages: [names(0, PAGE), names(PAGE, 5)]}, (client) =>
            client.fetchMembers('c'),
        );
        expect(members.map(({id}) => id)).toEqual(names(0, PAGE + 5));
    });

    test('a member whose account cannot be looked up is there, without a role', async () => {
        const found = await withServer({pages: [names(0, 2)], unknown: [name(1)]}, (client) =>
            client.fetchTeamMembers('t'),
        );
        expect(found.map(({id, roles}) => [id, roles])).toEqual([
            [name(0), 'system_admin'],
            [name(1), ''],
        ]);
    });

    test('pages that overlap may have left somebody out: not read', async () => {
        const read = withServer({pages: [names(0, PAGE), names(PAGE - 1, 5)]}, (client) => client.fetchMembers('c'));
        await expect(read).rejects.toEqual(new CallError('unavailable', 0));
    });

    test('a crowd is read until it is one', async () => {
        const pages = Array.from({length: 20}, (_, page) => names(page * PAGE, PAGE));
        const members = await withServer({pages}, (client) => client.fetchMembers('c'));
        expect(members).toHaveLength(MAX_QUEUE_MEMBERS + PAGE);
    });

    test('a post that is none ends no page: those behind it are read', async () => {
        const post = (number: number) => ({
            ...{id: name(number), create_at: 1, update_at: 1, edit_at: 0, delete_at: 0, user_id: 'u', channel_id: 'c'},
            ...{root_id: '', original_id: '', message: '', type: '', props: {}},
        });
        const posts = Array.from({length: 1_100}, (_, number) => (number === 5 ? {id: 7} : post(number)));
        const read = await withServer({posts}, (client) => client.fetchPostsSince('c', 1));
        expect(read.posts).toHaveLength(1_099);
    });
});
