import {FipsError} from '@fips-readiness/core';
import type {OutputPart} from '../port/driver.ts';
import {makeLineSplitter} from './line_splitter.ts';
import {readStartLog} from './read_start_log.ts';

const PASSWORD = 'a-password-nobody-sees';
const CONTAINER = {
    id: 'c1',
    name: 'mattermost',
    startedAt: '2026-11-23T06:50:50Z',
    environment: new Map([
        ['MM_SQLSETTINGS_DATASOURCE', `postgres://mmuser:${PASSWORD}@db/mattermost`],
        ['MM_SHORT_TOKEN', 'abc'],
    ]),
};
const line = (msg: string) => `${JSON.stringify({level: 'error', msg, caller: 'app/x.go:1'})}\n`;
const part = (text: string, isError = false): OutputPart => ({isError, bytes: Buffer.from(text)});

const look = (parts: () => AsyncIterable<OutputPart>, limits?: Parameters<typeof readStartLog>[1]) =>
    readStartLog([{instance: CONTAINER, readLogs: parts}], limits);

async function* yieldAll(...parts: readonly OutputPart[]): AsyncGenerator<OutputPart> {
    yield* parts;
}

test('lines are put together over pieces, each stream for itself', async () => {
    const [first, second] = [line('one'), 'panic: openssl: HMAC key too short'];
    const read = await look(() =>
        yieldAll(
            part(first.slice(0, 9)),
            part(second.slice(0, 5), true),
            part(first.slice(9)),
            part(second.slice(5), true),
        ),
    );
    expect(read).toMatchObject({
        code: 'read',
        cut: false,
        log: {explained: [{code: 'hmac_key_too_short', count: 1}], other: [{text: 'one', count: 1}]},
    });
});

test('what the container was given as a secret is not shown', async () => {
    const read = await look(() => yieldAll(part(line(`it was ${PASSWORD}, or ${encodeURIComponent(PASSWORD)}`))));
    expect(JSON.stringify(read)).not.toContain(PASSWORD);
});

test('a log above the limit is read in part', async () => {
    const read = await look(() => yieldAll(part(line('one')), part(line('two'))), {bytes: 70, timeMs: 1_000});
    expect(read).toMatchObject({cut: true, log: {other: [{text: 'one'}]}});
});

test('a log that breaks off is read in part, one that is not given is unreadable', async () => {
    async function* breakOff(): AsyncGenerator<OutputPart> {
        yield part(line('one'));
        throw new FipsError('engine_unreachable', {endpoint: 'x'});
    }
    expect(await look(breakOff)).toMatchObject({cut: true, log: {other: [{text: 'one'}]}});
    const refuse = () => ({
        [Symbol.asyncIterator]: () => ({
            next: () => Promise.reject(new FipsError('engine_refused', {endpoint: 'x', status: 501})),
        }),
    });
    expect(await look(refuse)).toEqual({code: 'unreadable'});
});

test('a line without end is cut, and the next one is read', () => {
    const lines: string[] = [];
    const splitter = makeLineSplitter((text) => lines.push(text));
    splitter.take(Buffer.from('x'.repeat(100_000)));
    splitter.take(Buffer.from('y\nnext\nlast'));
    splitter.end();
    expect(lines.map(({length}) => length)).toEqual([65_536, 4, 4]);
});

test('several logs are one: counts are added, what is one’s secret is none’s to show, and what is not given is named', async () => {
    const known = 'panic: openssl: HMAC key too short\n';
    const source = (name: string, readLogs: () => AsyncIterable<OutputPart>, secret = '') => ({
        instance: {...CONTAINER, name, environment: new Map([['MM_A_SECRET', secret]])},
        readLogs,
    });
    const refused = () => {
        throw new FipsError('cluster_forbidden');
    };
    const read = await readStartLog([
        source('pod-1', () => yieldAll(part(known))),
        source('pod-2', () => yieldAll(part(known), part(line(`it was ${PASSWORD}`)))),
        source('pod-3', refused, PASSWORD),
    ]);
    expect(read).toMatchObject({
        code: 'read',
        cut: false,
        unread: ['pod-3'],
        log: {explained: [{code: 'hmac_key_too_short', count: 2}]},
    });
    expect(JSON.stringify(read)).not.toContain(PASSWORD);
    await expect(readStartLog([source('pod-3', refused)])).resolves.toEqual({code: 'unreadable'});
});
