import type {Socket} from 'node:net';

/** Passes connections on, and knows which are open. */
export type Relay = {
    readonly keep: (socket: Socket) => void;
    /** What one says the other hears; either ends with the other. */
    readonly join: (one: Socket, other: Socket) => void;
    readonly end: () => void;
};

export function makeRelay(): Relay {
    const open = new Set<Socket>();
    const keep = (socket: Socket): void => {
        open.add(socket);
        socket.on('close', () => open.delete(socket));
        socket.on('error', () => socket.destroy());
    };
    return {
        keep,
        join: (one, other) => {
            keep(one);
            keep(other);
            one.on('close', () => other.destroy());
            other.on('close', () => one.destroy());
            one.pipe(other).pipe(one);
        },
        end: () => {
            for (const socket of open) {
                socket.destroy();
            }
        },
    };
}
