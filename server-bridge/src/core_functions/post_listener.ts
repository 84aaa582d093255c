import * as z from 'zod/mini';
import {parseJson} from '@fips-readiness/core';

const Frame = z.object({event: z.string(), data: z.optional(z.object({post: z.optional(z.string())}))});

/** A connection of the bot that notes what is told to it. */
export type PostListener = {
    /** Has the server greeted it? Before that it hears nothing. */
    readonly isOpen: () => boolean;
    /** Was a post told whose text holds `marker`? */
    readonly hasHeard: (marker: string) => boolean;
    readonly close: () => void;
};

/** Opens the WebSocket of the server at `url`. It never throws, and does not connect again: what it cannot hear is not proved. */
export function openPostListener(url: string, token: string): PostListener {
    const posts: string[] = [];
    let greeted = false;
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/v4/websocket`);
    socket.addEventListener('open', () =>
        socket.send(JSON.stringify({seq: 1, action: 'authentication_challenge', data: {token}})),
    );
    socket.addEventListener('message', ({data}) => {
        const {event, data: body} = Frame.safeParse(parseJson(String(data))).data ?? {};
        greeted ||= event === 'hello';
        if (event === 'posted' && body?.post !== undefined) {
            posts.push(body.post);
        }
    });
    // An error is followed by the end of the connection, and both mean the same here: nothing is heard.
    socket.addEventListener('error', () => undefined);
    return {
        isOpen: () => greeted,
        hasHeard: (marker) => posts.some((post) => post.includes(marker)),
        close: () => socket.close(),
    };
}
