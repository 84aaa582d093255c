import {isFipsError, makeRedactor, makeStartLogReader} from '@fips-readiness/core';
import type {StartLog, StartLogReader} from '@fips-readiness/core';
import type {Instance, ReadLogs} from '../port/driver.ts';
import {encodeBase64} from '../encode_base64.ts';
import {parseDsn} from '../facts/dsn.ts';
import {makeLineSplitter} from './line_splitter.ts';

/** How much of a log is looked through. */
export type LogLimits = {readonly bytes: number; readonly timeMs: number};

const LIMITS: LogLimits = {bytes: 64 * 1024 * 1024, timeMs: 60_000};
const SECRET_NAME = /PASS|SECRET|TOKEN|KEY|SALT|DATASOURCE|DSN|MM_CONFIG/i;

/** `cut` where only a part was read, `unread` names whose log is not given; `unreadable` where nobody's is. */
export type StartLogRead =
    | {
          readonly code: 'read';
          readonly log: StartLog;
          readonly cut: boolean;
          readonly unread: readonly string[];
      }
    | {readonly code: 'unreadable'};

/** An instance, and how its log is read. */
export type LogSource = {
    readonly instance: Pick<Instance, 'id' | 'name' | 'startedAt' | 'environment'>;
    readonly readLogs: ReadLogs;
};

/** Reads what instances have written since each was started, both streams, without keeping it; all of it together. */
export async function readStartLog(sources: readonly LogSource[], limits: LogLimits = LIMITS): Promise<StartLogRead> {
    const secrets = sources.flatMap(({instance}) => findSecrets(instance));
    const reader = makeStartLogReader(makeRedactor(secrets, encodeBase64));
    const unread: string[] = [];
    let cut = false;
    for (const source of sources) {
        const read = await readOne(source, reader, limits);
        if (read === 'unreadable') {
            unread.push(source.instance.name);
        }
        cut ||= read === 'cut';
    }
    return unread.length === sources.length ? {code: 'unreadable'} : {code: 'read', log: reader.report(), cut, unread};
}

async function readOne(
    {instance, readLogs}: LogSource,
    reader: StartLogReader,
    limits: LogLimits,
): Promise<'whole' | 'cut' | 'unreadable'> {
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
            return 'unreadable';
        }
        cut = true;
    }
    streams.output.end();
    streams.errors.end();
    return cut ? 'cut' : 'whole';
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
