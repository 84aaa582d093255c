import type {LayerResult} from '@fips-readiness/core';
import {judgeAfter} from './after_report.ts';
import type {AfterPlugin} from './after_report.ts';

type Seen = Parameters<typeof judgeAfter>[0];

const layer = (code: LayerResult['layer'], state: LayerResult['state']): LayerResult => ({
    layer: code,
    state,
    reason: 'any',
    names: [],
});
const BOARDS: AfterPlugin = {
    id: 'focalboard',
    version: '9.1.0',
    enabled: true,
    running: true,
    named: true,
    mode: 'fips',
    grade: 'declares',
    since: null,
};
const OTHER: AfterPlugin = {...BOARDS, id: 'com.example.other', named: false, mode: 'non_fips'};
const WELL: Seen = {
    format: 1,
    madeAt: '2026-11-27T06:00:00.000Z',
    expected: 'fips',
    image: {reference: 'x:1', id: 'sha256:1'},
    serverMode: 'fips',
    serverGrade: 'declares',
    layers: [layer('api', 'ok'), layer('fips_flag', 'ok'), layer('front_door', 'skipped')],
    baseline: null,
    plugins: [BOARDS, OTHER],
    functions: null,
    startLog: {code: 'read', log: {explained: [], other: [], more: 0}, cut: false, unread: []},
};
const plugin = (change: Partial<AfterPlugin>): Partial<Seen> => ({plugins: [{...BOARDS, ...change}]});

test.each<readonly [string, Partial<Seen>, ReturnType<typeof judgeAfter>]>([
    ['all is well, with another plugin that is no FIPS build', {}, 'well'],
    ['no flag before 11.3, and the executable proves it', {layers: [layer('fips_flag', 'skipped')]}, 'well'],
    ['the flag says it, and the executable is not read', {serverMode: 'unknown'}, 'well'],
    ['the log is not given', {startLog: {code: 'unreadable'}}, 'well'],
    [
        'a skipped function',
        {functions: [{function: 'search', state: 'skipped', reason: 'not_permitted', tookMs: null}]},
        'well',
    ],
    ['the executable is the other build', {serverMode: 'non_fips'}, 'needs_attention'],
    ['a layer failed', {layers: [layer('front_door', 'failed')]}, 'needs_attention'],
    ['Boards as a build that is not FIPS', plugin({mode: 'non_fips'}), 'needs_attention'],
    ['Boards enabled and not running', plugin({running: false}), 'needs_attention'],
    ['Boards ran before and does not', plugin({running: false, enabled: false, since: 'stopped'}), 'needs_attention'],
    [
        'a function failed',
        {functions: [{function: 'search', state: 'failed', reason: 'late', tookMs: 60_000}]},
        'needs_attention',
    ],
    [
        'the log has a known error',
        {
            startLog: {
                code: 'read',
                log: {explained: [{code: 'tls_handshake_failed', count: 1, firstAt: null}], other: [], more: 0},
                cut: false,
                unread: [],
            },
        },
        'needs_attention',
    ],
    ['Boards off, and its build unknown', plugin({running: false, enabled: false, mode: 'unknown'}), 'well'],
    ['Boards as an unknown build', plugin({mode: 'unknown'}), 'cannot_tell'],
    ['plugins are not seen', {plugins: null}, 'cannot_tell'],
    ['nothing proves the build', {serverMode: 'unknown', layers: [layer('fips_flag', 'skipped')]}, 'cannot_tell'],
    [
        'the standard build asks nothing of Boards',
        {...plugin({mode: 'unknown'}), expected: 'standard', serverMode: 'non_fips'},
        'well',
    ],
])('%s', (_name, change, verdict) => {
    expect(judgeAfter({...WELL, ...change})).toBe(verdict);
});
