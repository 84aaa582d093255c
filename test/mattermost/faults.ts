import type {JsonValue} from './json_value.ts';

/** An answer somebody in between, or a broken server, gives instead of the real one. */
export interface FaultAnswer {
    /** Start of the path below the subpath, such as `/api/v4/plugins`. */
    readonly path: string;
    readonly method?: string;
    readonly status: number;
    /** JSON body; `html` wins when both are given. */
    readonly body?: JsonValue;
    readonly html?: string;
}

/** Knobs a test turns while the stand-in runs. */
export interface Faults {
    answers: FaultAnswer[];
    /** Every call that needs a session answers 401, as after a revoked token. */
    isUnauthorized: boolean;
    /** Connections are cut without an answer, as while the container is recreated. */
    isDown: boolean;
    latencyMs: number;
    /** How long the search index lags behind the posts, as Elasticsearch's may. */
    searchDelayMs: number;
    /** Upgrades to a WebSocket are cut, as by a proxy that does not pass them. */
    isWebSocketOff: boolean;
}

export function makeFaults(): Faults {
    return {answers: [], isUnauthorized: false, isDown: false, latencyMs: 0, searchDelayMs: 0, isWebSocketOff: false};
}
