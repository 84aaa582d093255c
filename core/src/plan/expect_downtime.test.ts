import {expectDowntime} from './expect_downtime.ts';

const NOTHING = {downsMs: [], exceededMs: [], rehearsalsMs: [], containerStartMs: undefined};

test.each([
    ['nothing measured here', NOTHING, 0, [1_500, 60_000, 'usual']],
    [
        'a slow host, told by the container’s own start',
        {...NOTHING, containerStartMs: 25_000},
        0,
        [12_500, 50_000, 'last_start'],
    ],
    ['a start that took no time', {...NOTHING, containerStartMs: 40}, 0, [1_000, 5_000, 'last_start']],
    ['a rehearsal before the first run', {...NOTHING, rehearsalsMs: [6_000]}, 0, [3_000, 12_000, 'last_start']],
    [
        'the quickest and the slowest of all that was measured',
        {...NOTHING, downsMs: [4_000], rehearsalsMs: [6_000], containerStartMs: 20_000},
        0,
        [2_000, 40_000, 'last_start'],
    ],
    ['only the newest runs', {...NOTHING, downsMs: [90_000, 4_000, 5_000, 6_000]}, 0, [2_000, 12_000, 'last_start']],
    [
        'a run that took longer than expected',
        {...NOTHING, downsMs: [4_000], exceededMs: [75_000]},
        0,
        [2_000, 75_000, 'last_start'],
    ],
    ['the same, and nothing else measured here', {...NOTHING, exceededMs: [75_000]}, 30_000, [1_500, 90_000, 'usual']],
    ['a proxy that waits', {...NOTHING, downsMs: [4_000]}, 30_000, [2_000, 38_000, 'last_start']],
] as const)('%s', (_name, measured, proxyWaitMs, expected) => {
    const {fromMs, toMs, source} = expectDowntime(measured, proxyWaitMs);
    expect([fromMs, toMs, source]).toEqual(expected);
});
