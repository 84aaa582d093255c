import type {Writable} from 'node:stream';
import {pino} from 'pino';
import type {Settings} from '../settings/settings.ts';

/** The log's events: permanent codes, one line each, JSON on standard error. Data are our own codes and ids only. */
export type LogEvent =
    | 'agent_started'
    | 'agent_stopped'
    | 'queue_checked'
    | 'queue_unsafe'
    | 'request_accepted'
    | 'request_refused'
    | 'request_ignored'
    | 'request_given_up'
    | 'reply_delivered'
    | 'facts_gathered'
    | 'facts_failed'
    | 'server_unavailable'
    | 'server_back'
    | 'doorbell_open'
    | 'doorbell_closed'
    | 'second_agent';

export type Logger = {
    readonly info: (event: LogEvent, data?: Readonly<Record<string, unknown>>) => void;
    readonly warn: (event: LogEvent, data?: Readonly<Record<string, unknown>>) => void;
};

/** One JSON line per decision, refusals included. */
export function makeLogger(level: Settings['LOG_LEVEL'], stream: Writable): Logger {
    const logger = pino({level, base: null, timestamp: pino.stdTimeFunctions.isoTime}, stream);
    return {
        info: (event, data = {}) => logger.info({event, ...data}),
        warn: (event, data = {}) => logger.warn({event, ...data}),
    };
}
