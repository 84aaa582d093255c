import {FipsError} from '@fips-readiness/core';
import type {Clock} from '../clock/clock.ts';
import type {Instance} from '../port/driver.ts';
import {waitForMove} from './wait_for_move.ts';
import type {MoveProgress} from './wait_for_move.ts';

const STANDARD = 'mattermost/mattermost-enterprise-edition:11.7.2';
const FIPS = 'mattermost/mattermost-enterprise-fips-edition:11.7.2';
const MIRROR = 'registry.example.com/chat/fips:11.7.2';

const one = (imageReference: string, change: Partial<Instance> = {}) =>
    ({imageReference, state: 'running', health: 'healthy', ...change}) as Instance;
const OLD = one(STANDARD);
const NEW = one(FIPS);
const STARTING = one(FIPS, {health: 'starting'});

type Look = readonly [Instance, ...Instance[]] | 'away';

/** What the wait says of a deployment that is seen so, look after look, the last one for good. */
async function wait(
    looks: readonly Look[],
    {stopAfter = Infinity, ...change}: Partial<Parameters<typeof waitForMove>[0]> & {readonly stopAfter?: number} = {},
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
    const told: (MoveProgress | undefined)[] = [];
    let isWatched = false;
    const waited = await waitForMove({
        look: () => {
            const seen = looks[Math.min(asked, looks.length - 1)];
            asked += 1;
            if (asked >= stopAfter) {
                stop.abort();
            }
            return seen === undefined || seen === 'away'
                ? Promise.reject(new FipsError('cluster_unreachable', {context: 'chat', seconds: 5}))
                : Promise.resolve({instances: seen});
        },
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
        onLook: (progress) => {
            expect(isWatched).toBe(true);
            told.push(progress);
        },
        ...change,
    });
    expect(isWatched).toBe(false);
    return {waited, told, nowMs};
}

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
        begun: 2,
        through: 2,
        all: 2,
        tookMs: 6_000,
        downtime: {container: 1_500, frontDoor: null},
    });
    expect(told.slice(0, 4)).toEqual([
        {begun: 0, through: 0, all: 2},
        {begun: 1, through: 0, all: 3},
        {begun: 1, through: 1, all: 2},
        {begun: 2, through: 1, all: 2},
    ]);
});

test('what has moved already is not waited for', async () => {
    const {waited, nowMs} = await wait([[NEW]]);
    expect([waited.code, waited.tookMs, nowMs]).toEqual(['moved', null, 0]);
});

test('new ones alone for a moment are not the end', async () => {
    const {waited, told} = await wait([[OLD, OLD], [NEW], [NEW, STARTING], [NEW, NEW]]);
    expect(waited).toMatchObject({code: 'moved', through: 2, all: 2});
    expect(told.length).toBeGreaterThan(4);
});

test('a deployment that cannot be seen for a while is looked at again; what was seen last is told', async () => {
    const {waited, told} = await wait([[OLD], 'away', 'away', [NEW]]);
    expect(waited).toMatchObject({code: 'moved', through: 1});
    expect(told.slice(0, 3)).toEqual([{begun: 0, through: 0, all: 1}, undefined, undefined]);
    expect((await wait([[OLD], 'away'])).waited).toMatchObject({code: 'not_moved', through: 0, all: 1});
});

test('at the limit, and where somebody stops it, it says how far it came', async () => {
    const late = await wait([[OLD, STARTING]], {limitMs: 10_000});
    expect(late.waited).toMatchObject({code: 'not_moved', begun: 1, through: 0, all: 2, tookMs: null});
    expect(late.nowMs).toBe(10_000);
    expect((await wait([[OLD]], {stopAfter: 2})).waited).toMatchObject({code: 'interrupted', through: 0, all: 1});
});

test('the way back, and images of one’s own pair', async () => {
    expect((await wait([[OLD]], {variant: 'standard'})).waited.code).toBe('moved');
    const pairs = [{standard: 'registry.example.com/chat/mattermost', fips: 'registry.example.com/chat/fips'}];
    expect((await wait([[one(MIRROR)]], {pairs})).waited.code).toBe('moved');
    expect((await wait([[one(MIRROR)]], {limitMs: 0})).waited.code).toBe('not_moved');
});

test('a container without a health check is ready where it runs, and not where it has ended', async () => {
    expect((await wait([[one(FIPS, {health: 'none'})]])).waited.code).toBe('moved');
    const ended = one(FIPS, {health: 'none', state: 'exited'});
    expect((await wait([[ended]], {limitMs: 0})).waited).toMatchObject({code: 'not_moved', begun: 1, through: 0});
});
