import type {Readable} from 'node:stream';
import type {EngineState} from './engine_state.ts';

/** A call, its body read whole. */
export type Call = {
    readonly method: string;
    /** With or without the version prefix; query included. */
    readonly url: string;
    readonly body: Buffer;
};

/** An answer: JSON, or bytes of a type of their own, at once or as they come. */
export type Answer = {
    readonly status: number;
    readonly json?: unknown;
    readonly bytes?: Buffer;
    readonly stream?: Readable;
    readonly type?: string;
    readonly headers?: Readonly<Record<string, string>>;
};

/** A call whose path fits a route. */
export type Match = {
    readonly state: EngineState;
    /** What stands for `*` in the route. */
    readonly name: string;
    readonly query: URLSearchParams;
    readonly body: Buffer;
};

/** `*` may hold slashes. */
export type Route = readonly [method: string, path: string, answer: (match: Match) => Answer | Promise<Answer>];

/** The type of multiplexed output. */
export const RAW_STREAM = 'application/vnd.docker.raw-stream';
