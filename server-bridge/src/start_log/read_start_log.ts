import {isFipsError, makeRedactor, makeStartLogReader} from '@fips-readiness/core';
import type {StartLog} from '@fips-readiness/core';
import type {Instance, ReadLogs} from '../port/driver.ts';
import {encodeBase64} from '../encode_base64.ts';
import {parseDsn} from '../facts/dsn.ts';
import {makeLineSplitter} from './line_splitter.ts';

/** How much of a log is looked through. */
export type LogLimits = {readonly bytes: number; readonly timeMs: number};

const LIMITS: LogLimits = {bytes: 64 * 1024 * 1024, timeMs: 60_000};
const SECRET_NAME = /PASS|SECRET|TOKEN|KEY|SALT|DATASOURCE|DSN|MM_CONFIG/i;

/** `cut` where only a part was read; `unreadable` where the platform keeps no log, or does not give it. */
export type StartLogRead =
    {readonly code: 'read'; readonly log: StartLog; readonly cut: boolean} | {readonly code: 'unreadable'};

/** Reads what an instance has written since it was started, both streams, without keeping it. */
export async function readStartLog(
    readLogs: ReadLogs,
    instance: Pick<Instance, 'id' | 'name' | 'startedAt' | 'environment'>,
    limits: LogLimits = LIMITS,
): Promise<StartLogRead> {
    const reader = makeStartLogReader(makeRedactor(findSecrets(instance), encodeBase64));
    const streams = {output: makeLineSplitter(reader.take), errors: makeLineSplitter(reader.take)};
    const signal = AbortSignal.timeout(limits.timeMs);
    let bytes = 0;
    let cut = false;
    try {
        for await (const part of readLogs(instance, {since: new Date(instance.startedAt), signal})) {
            bytes += part.bytes.length;
            cut = bytes > limits.bytes;
            if (cut) {
                break;
            }
            (part.isError ? streams.errors : streams.output).take(part.bytes);
        }
    } catch (error) {
        if (!isFipsError(error)) {
            throw error;
        }
        if (bytes === 0) {
            return {code: 'unreadable'};
        }
        cut = true;
    }
    streams.output.end();
    streams.errors.end();
    return {code: 'read', log: reader.report(), cut};
}

/** What the agent knows to be secret of this instance: the values of its variables that are named like one. */
function findSecrets({environment}: Pick<Instance, 'environment'>): readonly string[] {
    return [...environment]
        .filter(([name]) => SECRET_NAME.test(name))
        .flatMap(([, value]) => [value, parseDsn(value)?.password ?? ''])
        .filter((secret) => secret.length >= SHORTEST_SECRET);
}

/** Shorter values (`true`, a port) stand in too many innocent words. */
const SHORTEST_SECRET = 6;
