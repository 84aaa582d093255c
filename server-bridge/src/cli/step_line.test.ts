import {jest} from '@jest/globals';
import {PassThrough} from 'node:stream';
import type {RunEvent} from '@fips-readiness/core';
import {makeStepLine, printClock} from './step_line.ts';

const START = Date.parse('2026-11-29T02:00:00.000Z');
let nowMs = 0;

function open(isTTY: boolean) {
    const err = Object.assign(new PassThrough(), {isTTY});
    const line = makeStepLine({err, columns: 120, now: () => new Date(START + nowMs)});
    const event = (kind: string, more: object = {}) =>
        line.event({n: 1, at: new Date(START + nowMs).toISOString(), sinceMs: nowMs, kind, ...more} as RunEvent);
    const read = () =>
        (
            String(err.read() ?? '')
                .split('\r\u001b[K')
                .at(-1) ?? ''
        ).trim();
    return {line, event, read};
}

beforeEach(() => {
    jest.useFakeTimers();
    nowMs = 0;
});
afterEach(() => {
    jest.useRealTimers();
});

function pass(ms: number): void {
    nowMs += ms;
    jest.advanceTimersByTime(ms);
}

test('on a terminal: the step, its time, bytes and rate, and the time of the whole run', () => {
    const {line, event, read} = open(true);
    event('opened');
    pass(5_000);
    event('step_begun', {step: 'pull'});
    expect(read()).toBe('… Pull the image 0:00 · run 0:05');
    line.progress({done: 0, total: 64_000_000, unit: 'bytes'});
    pass(10_000);
    line.progress({done: 32_000_000, total: 64_000_000, unit: 'bytes'});
    pass(1_000);
    expect(read()).toBe('… Pull the image 0:11 · 32.0 MB of 64.0 MB · 2.9 MB/s · run 0:16');
    event('step_done', {step: 'pull'});
    pass(5_000);
    expect(read()).toBe('');
    event('step_begun', {step: 'wait'});
    pass(61_000);
    expect(read()).toBe('… Wait until Mattermost is ready 1:01 · run 1:22');
    line.progress({done: 1, total: 3, unit: 'pods', phase: 'pods'});
    pass(1_000);
    expect(read()).toBe('… Wait until Mattermost is ready 1:02 · 1 of 3 pods ready · run 1:23');
    line.end();
    pass(5_000);
    expect(read()).toBe('');
});

test('without a terminal nothing is written', () => {
    const {line, event, read} = open(false);
    event('opened');
    event('step_begun', {step: 'pull'});
    pass(5_000);
    line.end();
    expect(read()).toBe('');
});

test.each([
    [-5, '0:00'],
    [59_999, '0:59'],
    [750_000, '12:30'],
    [3_723_000, '1:02:03'],
])('%d ms -> %s', (ms, shown) => {
    expect(printClock(ms)).toBe(shown);
});
