import {FipsError} from '@fips-readiness/core';
import type {Clock} from '../clock/clock.ts';
import type {Instance} from '../port/driver.ts';
import {waitForMove} from './wait_for_move.ts';
import type {MoveProgress} from './wait_for_move.ts';

const STANDARD = 'mattermost/mattermost-enterprise-edition:11.7.2';
const FIPS = 'mattermost/mattermost-enterprise-fips-edition:11.7.2';
const MIRROR = 'registry.example.com/chat/fips:11.7.2';

const one = (imageReference: string, change: Partial<Instance> = {}) =>
    ({id: imageReference, imageReference, state: 'running', health: 'healthy', restartCount: 0, ...change}) as Instance;
const OLD = one(STANDARD);
const NEW = one(FIPS);
const STARTING = one(FIPS, {health: 'starting'});

type Look = readonly [Instance, ...Instance[]] | 'away' | 'another';

/** What the wait says of a deployment that is seen so, look after look, the last one for good. */
async function wait(
    looks: readonly Look[],
    {
        stopAfter = Infinity,
        wanted,
        ...change
    }: Partial<Parameters<typeof waitForMove>[0]> & {readonly stopAfter?: number; readonly wanted?: number} = {},
) {
    let nowMs = 0;
    let asked = 0;
    const stop = new AbortController();
    const clock: Clock = {
        now: () => new Date(0),
        monotonicMs: () => nowMs,
        sleep: (ms) => {
            nowMs += ms;
            return Promise.resolve();
        },
    };
    const told: (MoveProgress | null)[] = [];
    let isWatched = false;
    const waited = await waitForMove({
        look: () => {
            const seen = looks[Math.min(asked, looks.length - 1)];
            asked += 1;
            if (asked >= stopAfter) {
                stop.abort();
            }
            if (seen === undefined || seen === 'away') {
                return Promise.reject(new FipsError('cluster_unreachable', {context: 'chat', seconds: 5}));
            }
            return Promise.resolve(seen === 'another' ? undefined : {instances: seen, ...(wanted && {wanted})});
        },
        answers: () => Promise.resolve(false),
        variant: 'fips',
        pairs: [],
        doors: {
            begin: () => (isWatched = true),
            read: () => ({container: 1_500, frontDoor: null}),
            stop: () => {
                isWatched = false;
                return Promise.resolve();
            },
        },
        limitMs: 60_000,
        clock,
        signal: stop.signal,
        onLook: ({seen}) => {
            expect(isWatched).toBe(true);
            told.push(seen);
        },
        ...change,
    });
    expect(isWatched).toBe(false);
    return {waited, told, nowMs};
}

const seenAs = (begun: number, through: number, all: number, unnamed = 0): MoveProgress => ({
    begun,
    through,
    unnamed,
    all,
});

test('pod after pod: the time from the first new one to the last that is ready, and what was down meanwhile', async () => {
    const {waited, told} = await wait([
        [OLD, OLD],
        [OLD, OLD, STARTING],
        [OLD, NEW],
        [NEW, STARTING],
        [NEW, NEW],
    ]);
    expect(waited).toEqual({
        code: 'moved',
        seen: seenAs(2, 2, 2),
        tookMs: 6_000,
        downtime: {container: 1_500, frontDoor: null},
    });
    expect(told.slice(0, 4)).toEqual([seenAs(0, 0, 2), seenAs(1, 0, 3), seenAs(1, 1, 2), seenAs(2, 1, 2)]);
});

test('what has moved already is not waited for', async () => {
    const {waited, nowMs} = await wait([[NEW]]);
    expect([waited.code, waited.tookMs, nowMs]).toEqual(['moved', null, 0]);
});

test('new ones alone for a moment are not the end, and neither is fewer than the platform is asked for', async () => {
    const {waited, told} = await wait([[OLD, OLD], [NEW], [NEW, STARTING], [NEW, NEW]]);
    expect(waited).toMatchObject({code: 'moved', seen: seenAs(2, 2, 2)});
    expect(told.length).toBeGreaterThan(4);
    expect((await wait([[NEW, NEW]], {wanted: 3})).waited).toMatchObject({code: 'not_moved', seen: seenAs(2, 2, 3)});
});

test('one that ends soon and starts again is not through', async () => {
    const crashing = Array.from({length: 40}, (_none, look): Look => [one(FIPS, {restartCount: Math.floor(look / 4)})]);
    expect((await wait([[OLD], ...crashing])).waited).toMatchObject({code: 'not_moved'});
});

test('a deployment that cannot be seen for a while, or has another in its place, is looked at again', async () => {
    const {waited, told} = await wait([[OLD], 'away', 'another', [NEW]]);
    expect(waited).toMatchObject({code: 'moved', seen: seenAs(1, 1, 1)});
    expect(told.slice(0, 3)).toEqual([seenAs(0, 0, 1), null, null]);
    expect((await wait([[OLD], 'away'])).waited).toMatchObject({code: 'not_moved', seen: null});
    expect((await wait(['away'])).waited).toMatchObject({code: 'not_moved', seen: null});
});

test('what does not pass by itself ends the wait', async () => {
    const look = () => Promise.reject(new FipsError('cluster_login_refused', {context: 'chat'}));
    await expect(wait([], {look})).rejects.toMatchObject({code: 'cluster_login_refused'});
});

test('at the limit, and where somebody stops it, it says how far it came', async () => {
    const late = await wait([[OLD, STARTING]], {limitMs: 10_000});
    expect(late.waited).toMatchObject({code: 'not_moved', seen: seenAs(1, 0, 2), tookMs: null});
    expect(late.nowMs).toBe(10_000);
    expect((await wait([[OLD]], {stopAfter: 2})).waited).toMatchObject({code: 'interrupted', seen: seenAs(0, 0, 1)});
});

test('the way back, and images of one’s own pair', async () => {
    expect((await wait([[OLD]], {variant: 'standard'})).waited.code).toBe('moved');
    const pairs = [{standard: 'registry.example.com/chat/mattermost', fips: 'registry.example.com/chat/fips'}];
    expect((await wait([[one(MIRROR)]], {pairs})).waited.code).toBe('moved');
});

test('an image whose name says no variant is not counted as another one', async () => {
    expect((await wait([[one(MIRROR)]])).waited).toMatchObject({code: 'unnamed', seen: seenAs(0, 0, 1, 1)});
    expect((await wait([[OLD], [one('sha256:0123')]])).waited).toMatchObject({seen: seenAs(0, 0, 1, 1)});
});

test('a container without a health check is ready where its server answers', async () => {
    const bare = one(FIPS, {health: 'none'});
    expect((await wait([[bare]], {answers: () => Promise.resolve(true)})).waited.code).toBe('moved');
    expect((await wait([[bare]], {limitMs: 0})).waited).toMatchObject({code: 'not_moved', seen: seenAs(1, 0, 1)});
    const ended = one(FIPS, {health: 'none', state: 'exited'});
    const answers = () => Promise.resolve(true);
    expect((await wait([[ended]], {limitMs: 0, answers})).waited).toMatchObject({seen: seenAs(1, 0, 1)});
});
