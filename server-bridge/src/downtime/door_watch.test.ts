import {setImmediate as turn} from 'node:timers/promises';
import {makeDoorWatch} from './door_watch.ts';

test('a door that is not reached from here is looked up ever more seldom, and was not down', async () => {
    let at = 0;
    let lookUps = 0;
    const ending = new AbortController();
    const doors = makeDoorWatch({
        clock: {
            now: () => new Date(0),
            monotonicMs: () => at,
            sleep: () => {
                at += 500;
                if (at >= 120_000) {
                    ending.abort();
                }
                return turn();
            },
        },
        siteUrl: '',
        mayHold: () => false,
        everyMs: 500,
        findUrls: () => {
            lookUps += 1;
            return Promise.resolve([]);
        },
    });
    doors.begin();
    await new Promise((ended) => ending.signal.addEventListener('abort', ended));
    await doors.stop();
    expect(lookUps).toBeGreaterThan(3);
    expect(lookUps).toBeLessThan(15);
    expect(doors.read()).toEqual({container: null, frontDoor: null});
});
