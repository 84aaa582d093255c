import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {parseJson} from '@fips-readiness/core';
import {foldPullLine, PULL_START, PullLine, sumPull} from './pull_progress.ts';

const RECORDED = join(import.meta.dirname, '../../../../../../shared/recordings/docker/pull-stream.jsonl');

/** Our own, as the recording: for a machine without it. */
const SAMPLE = [
    {status: 'Pulling from mattermost/mattermost-enterprise-fips-edition', id: '11.6.0'},
    {status: 'Pulling fs layer', progressDetail: {}, id: '63fda0d2f43d'},
    {status: 'Downloading', progressDetail: {current: 531456, total: 52940755}, id: '63fda0d2f43d'},
    {status: 'Extracting', progressDetail: {current: 52363264, total: 52940755}, id: '63fda0d2f43d'},
    {status: 'Pull complete', progressDetail: {}, id: '63fda0d2f43d'},
    {status: `Digest: sha256:${'a36adff7'.repeat(8)}`},
];

const fold = (lines: readonly unknown[]) =>
    lines.reduce((state: typeof PULL_START, line) => foldPullLine(state, PullLine.parse(line)), PULL_START);

describe('foldPullLine', () => {
    test('the recorded stream: bytes only grow, and end at the total with the digest', async () => {
        const text = await readFile(RECORDED, 'utf8').catch(() => '');
        if (text === '') {
            process.stderr.write('The recording pull-stream.jsonl is absent: using our own sample.\n');
        }
        const recorded = text.split('\n').flatMap((line) => {
            const read = PullLine.safeParse(parseJson(line));
            return read.success ? [read.data] : [];
        });
        const lines = recorded.length > 0 ? recorded : SAMPLE;
        expect(lines.length).toBeGreaterThan(5);
        const done = lines.map((_line, index) => sumPull(fold(lines.slice(0, index + 1))).doneBytes);
        expect(done).toEqual(done.toSorted((a, b) => a - b));
        expect(sumPull(fold(lines))).toEqual({doneBytes: 52940755, totalBytes: 52940755});
        expect(fold(lines).digest).toMatch(/^sha256:[0-9a-f]{64}$/);
        expect(fold(lines).error).toBeUndefined();
    });

    test('layers add up; those already here count nothing', () => {
        const state = fold([
            {status: 'Already exists', id: 'a'},
            {status: 'Downloading', progressDetail: {current: 10, total: 100}, id: 'b'},
            {status: 'Downloading', progressDetail: {current: 5, total: 50}, id: 'c'},
            {status: 'Download complete', id: 'c'},
        ]);
        expect(sumPull(state)).toEqual({doneBytes: 60, totalBytes: 150});
    });

    test.each([
        [{status: 'Waiting', id: 'b'}],
        [{status: 'Retrying in 5 seconds', id: 'b'}],
        [{status: 'Downloading', progressDetail: {current: 10, total: 100}, id: 'b'}],
        [{status: 'Status: Image is up to date for a/b:1'}],
    ])('%j moves nothing, so a stall is not taken for progress', (line) => {
        const state = fold([{status: 'Downloading', progressDetail: {current: 10, total: 100}, id: 'b'}]);
        expect(foldPullLine(state, PullLine.parse(line))).toBe(state);
    });

    test('an error inside the stream', () => {
        const line = {errorDetail: {message: 'unauthorized: authentication required'}, error: 'unauthorized'};
        expect(fold([...SAMPLE.slice(0, 3), line]).error).toBe('unauthorized: authentication required');
    });
});
