import type {Instance} from '../port/driver.ts';
import {waitUntilReady} from './wait_until_ready.ts';

type Seen = Partial<Pick<Instance, 'id' | 'imageId' | 'state' | 'restartCount' | 'exitCode'>> | undefined;

const RUNNING = {id: 'one', imageId: 'new', state: 'running', restartCount: 0, exitCode: null} as const;

/** Plays one look after another, a quarter of a second each; the last one stays. `answersFrom` counts looks from 0. */
async function play(
    looks: readonly Seen[],
    options: {readonly answersFrom?: number; readonly abortAt?: number; readonly ping?: () => Promise<boolean>} = {},
) {
    let look = 0;
    const ending = new AbortController();
    const progress: number[] = [];
    const result = await waitUntilReady({
        findInstance: () => {
            const seen = looks[Math.min(look, looks.length - 1)];
            return Promise.resolve(seen && ({...RUNNING, ...seen} as Instance));
        },
        baseUrlsOf: () => ['http://dead', 'http://inside'],
        imageId: 'new',
        limitMs: 300_000,
        now: () => look * 250,
        sleep: () => {
            look += 1;
            if (look === options.abortAt) {
                ending.abort();
            }
            return Promise.resolve();
        },
        signal: ending.signal,
        onProgress: (elapsedMs) => progress.push(elapsedMs),
        ping: (url) =>
            options.ping?.() ?? Promise.resolve(url === 'http://inside' && look >= (options.answersFrom ?? Infinity)),
    });
    return {result, progress};
}

const table: readonly (readonly [string, readonly Seen[], Parameters<typeof play>[1], object])[] = [
    [
        'answers -> ready, at the address that answered',
        [{}],
        {answersFrom: 2},
        {code: 'ready', readyAfterMs: 500, baseUrl: 'http://inside'},
    ],
    ['slow and silent -> waits', [{}], {answersFrom: 1_100}, {code: 'ready', readyAfterMs: 275_000}],
    ['silent for too long -> not_ready', [{}], {}, {code: 'not_ready'}],
    ['a probe that throws -> not yet', [{}], {ping: () => Promise.reject(new Error('bug'))}, {code: 'not_ready'}],
    ['ended -> exited, with its code', [{}, {state: 'exited', exitCode: 3}], {}, {code: 'exited', exitCode: 3}],
    [
        'one restart -> waits',
        [{}, {state: 'restarting', exitCode: 1}, {restartCount: 1}],
        {answersFrom: 9},
        {code: 'ready'},
    ],
    [
        'two restarts -> crash_loop',
        [{}, {restartCount: 1}, {restartCount: 2, state: 'restarting'}],
        {},
        {code: 'crash_loop', restarts: 2},
    ],
    ['restarts of before the wait -> no loop', [{restartCount: 7}], {answersFrom: 2}, {code: 'ready'}],
    [
        'another container counts anew',
        [{restartCount: 0}, {id: 'two', restartCount: 3}],
        {answersFrom: 4},
        {code: 'ready'},
    ],
    ['none for 30 s -> no_container', [undefined], {}, {code: 'no_container'}],
    ['none for a moment -> waits', [{}, undefined, undefined, {}], {answersFrom: 3}, {code: 'ready'}],
    ['another image -> wrong_image', [{imageId: 'old'}], {answersFrom: 0}, {code: 'wrong_image'}],
    ['stopped -> interrupted', [{}], {abortAt: 3}, {code: 'interrupted'}],
    ['made, not started yet -> waits', [{state: 'created'}, {}], {answersFrom: 0}, {code: 'ready', readyAfterMs: 250}],
];

test.each(table)('%s', async (_name, looks, options, end) => {
    expect((await play(looks, options)).result).toMatchObject(end);
});

test('it says how long it has waited', async () => {
    expect((await play([{}], {answersFrom: 3})).progress).toEqual([0, 250, 500]);
});
