import {FipsError} from '@fips-readiness/core';
import {whereEngineAnswers} from './where_engine_answers.ts';
import {retryWhileEngineRestarts} from './retry_while_engine_restarts.ts';

const slow = new FipsError('engine_slow', {endpoint: 'e', seconds: 30});
const away = new FipsError('engine_unreachable', {endpoint: 'e'});

/** An engine whose `fetchInfo` fails while the time is below `backAtMs`, and a clock that is set by its sleeps. */
function makeWorld(backAtMs: number, failure: FipsError = away) {
    let nowMs = 0;
    const engine = {
        endpoint: 'e',
        fetchInfo: () => (nowMs < backAtMs ? Promise.reject(failure) : Promise.resolve({})),
    } as unknown as Parameters<typeof retryWhileEngineRestarts>[0];
    const clock = {
        monotonicMs: () => nowMs,
        now: () => new Date(nowMs),
        sleep: (ms: number) => {
            nowMs += ms;
            return Promise.resolve();
        },
    };
    return {engine, clock, now: () => nowMs, pass: (ms: number) => (nowMs += ms)};
}

/** Fails so often with these, then works. */
const failing = (errors: Error[]) => () => {
    const error = errors.shift();
    return error ? Promise.reject(error) : Promise.resolve('done');
};

test('what a restarted engine cut off is done again once it is back', async () => {
    const {engine, clock, now} = makeWorld(10_000);
    expect(await retryWhileEngineRestarts(engine, clock, failing([away]))).toBe('done');
    expect(now()).toBe(10_000);
});

test('an engine that was there all the time had another fault', async () => {
    const {engine, clock} = makeWorld(0);
    await expect(retryWhileEngineRestarts(engine, clock, failing([away]))).rejects.toBe(away);
});

test('a slow engine gets time, though it answers again at once; not for ever', async () => {
    const {engine, clock, pass} = makeWorld(0);
    expect(await retryWhileEngineRestarts(engine, clock, failing([slow, slow]))).toBe('done');
    const always = () => {
        pass(30_000);
        return Promise.reject(slow);
    };
    await expect(retryWhileEngineRestarts(engine, clock, always)).rejects.toBe(slow);
});

test('an engine that stays away for longer than three minutes ends a step forwards, and is waited for in a rollback', async () => {
    const {engine, clock, now, pass} = makeWorld(600_000);
    await expect(retryWhileEngineRestarts(engine, clock, failing([away]))).rejects.toBe(away);
    expect(now()).toBe(180_000);
    const act = failing([away, away]);
    const look = () => whereEngineAnswers({engine}, act as never);
    expect(await look()).toEqual({code: 'waits', reason: 'engine_unreachable', data: {endpoint: 'e'}});
    pass(420_000);
    expect(await look()).toMatchObject({code: 'waits'});
    expect(await look()).toBe('done');
});

test('a rollback says of a slow engine that it is slow', async () => {
    const {engine} = makeWorld(600_000, slow);
    const result = await whereEngineAnswers({engine}, failing([away]) as never);
    expect(result).toEqual({code: 'waits', reason: 'engine_slow', data: {endpoint: 'e'}});
});
