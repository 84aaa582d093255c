import {Writable} from 'node:stream';
import {setTimeout as wait} from 'node:timers/promises';
import {printRequest, REQUEST_TYPE} from '@fips-readiness/core';
import {makeLogger, openWakeUp} from '@fips-readiness/server-bridge';
import {eventually, startQueueRig} from '../agent/queue_rig.ts';
import type {Figure} from './figure.ts';

const REQUESTS = 40;
/** Longer than the second within which rings are answered together. */
const PAUSE_MS = 1_200;

/** From a request's post to its claim by an agent with the shipped rhythm, woken by the doorbell. */
export async function measurePickup(): Promise<readonly Figure[]> {
    const rig = await startQueueRig();
    const log = makeLogger('error', new Writable({write: (_chunk, _encoding, done) => done()}));
    const {channelId, botUserId} = rig.pin;
    const doorbell = openWakeUp(rig.mattermost.url, rig.botToken, channelId, log);
    try {
        rig.startAgent(() => Promise.resolve({}), {
            ring: doorbell.ring,
            rhythm: {pollMs: 60_000, mergeMs: 1_000, maxBackOffMs: 60_000},
        });
        await eventually('the agent’s hello', async () => (await rig.fetchPosts()).find(isBots));
        const times: number[] = [];
        for (let count = 0; count < REQUESTS; count += 1) {
            await wait(PAUSE_MS);
            const id = count.toString(16).padStart(32, '0');
            const message = printRequest({protocol: 1, kind: 'check', id});
            const begunAt = performance.now();
            const {body} = await rig.admin('POST', '/posts', {channel_id: channelId, type: REQUEST_TYPE, message});
            const rootId = (body as {readonly id: string}).id;
            await eventually('an answer', async () =>
                (await rig.fetchPosts()).find((post) => isBots(post) && post.root_id === rootId),
            );
            times.push(performance.now() - begunAt);
        }
        times.sort((first, second) => first - second);
        return [
            {
                name: `pickup of a queued request to its answer, p95 of ${REQUESTS}`,
                value: (times[Math.ceil(REQUESTS * 0.95) - 1] ?? Number.NaN) / 1000,
                unit: 's',
                limit: 1,
            },
        ];
    } finally {
        doorbell.close();
        await rig.close();
    }

    function isBots({user_id: userId}: {readonly user_id: string}): boolean {
        return userId === botUserId;
    }
}
