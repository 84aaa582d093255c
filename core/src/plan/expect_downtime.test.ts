import {expectDowntime} from './expect_downtime.ts';

const NOTHING = {downsMs: [], rehearsalsMs: [], containerStartMs: undefined};

test.each([
    ['nothing measured here', NOTHING, 0, [1_500, 60_000, 'usual']],
    [
        'a slow host, told by the container’s own start',
        {...NOTHING, containerStartMs: 25_000},
        0,
        [12_500, 50_000, 'last_start'],
    ],
    ['a rehearsal before the first run', {...NOTHING, rehearsalsMs: [6_000]}, 0, [3_000, 12_000, 'last_start']],
    [
        'the quickest and the slowest of all that was measured',
        {downsMs: [4_000], rehearsalsMs: [6_000], containerStartMs: 20_000},
        0,
        [2_000, 40_000, 'last_start'],
    ],
    ['only the newest runs', {...NOTHING, downsMs: [90_000, 4_000, 5_000, 6_000]}, 0, [2_000, 12_000, 'last_start']],
    ['a proxy that waits', {...NOTHING, downsMs: [4_000]}, 30_000, [2_000, 38_000, 'last_start']],
] as const)('%s', (_name, measured, proxyWaitMs, expected) => {
    const {fromMs, toMs, source} = expectDowntime(measured, proxyWaitMs);
    expect([fromMs, toMs, source]).toEqual(expected);
});
