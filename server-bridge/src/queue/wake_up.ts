import {WebSocketClient} from '@mattermost/client';
import type {Logger} from '../log/logger.ts';

/** The WebSocket wakes the agent up: it says "look now", never what there is to see. */
export type WakeUp = {
    /** Resolves at the next wake-up, also at one since the last call; rejects when `signal` is aborted. */
    readonly ring: (signal: AbortSignal) => Promise<void>;
    /** Listens at another address of the same server. */
    readonly moveTo: (url: string) => void;
    readonly close: () => void;
};

/** Listens for wake-ups of the server at `url`; reconnects by itself. */
export function openWakeUp(url: string, token: string, channelId: string, log: Logger): WakeUp {
    let waiting: (() => void) | undefined;
    let rung = false;
    let listening = connect(url);
    function connect(address: string): {readonly close: () => void} {
        let socket: WebSocket | undefined;
        const client = new WebSocketClient({newWebSocketFn: (target) => (socket = new WebSocket(target))});
        const ringNow = () => {
            rung = true;
            waiting?.();
        };
        client.addMessageListener((message: unknown) => {
            if (isPostIn(message, channelId)) {
                ringNow();
            }
        });
        // Without a listener the client keeps its old count after a restart of the server, and closes each new connection.
        client.addMissedMessageListener(ringNow);
        client.addFirstConnectListener(() => log.info('doorbell_open'));
        client.addReconnectListener(() => log.info('doorbell_open'));
        client.addCloseListener(() => log.info('doorbell_closed'));
        client.initialize(`${address.replace(/^http/, 'ws')}/api/v4/websocket`, token);
        return {
            close: () => {
                client.close();
                // The library leaves one that still connects alone: it would be tried again for ever, and keep the process alive.
                if (socket) {
                    socket.onclose = null;
                    socket.close();
                }
            },
        };
    }
    return {
        ring: (signal) =>
            new Promise((resolve, reject) => {
                const settle = (finish: () => void) => {
                    waiting = undefined;
                    rung = false;
                    finish();
                };
                signal.addEventListener('abort', () => reject(new Error('stopped')), {once: true});
                waiting = () => settle(resolve);
                if (rung) {
                    waiting();
                }
            }),
        moveTo: (address) => {
            listening.close();
            listening = connect(address);
        },
        close: () => listening.close(),
    };
}

function isPostIn(message: unknown, channelId: string): boolean {
    if (typeof message !== 'object' || message === null || !('event' in message) || message.event !== 'posted') {
        return false;
    }
    return JSON.stringify(message).includes(channelId);
}
