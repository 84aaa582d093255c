import {access} from 'node:fs/promises';
import {parsePlan} from '@fips-readiness/core';
import type {Reply} from '@fips-readiness/core';
import {findFreePort} from '../engine/free_port.ts';
import {approve, askAgent, isLast, openConsole} from './demo_admin.ts';
import {startClusterDemo} from './start_cluster_demo.ts';
import type {Demo} from './start_demo.ts';

/** The first run in a fresh checkout builds the page. */
const BUILD_TIMEOUT_MS = 180_000;
const SWAP_TIMEOUT_MS = 240_000;

describe('the demo on Kubernetes', () => {
    let demo: Demo;
    beforeAll(async () => {
        const options = {wantedPort: await findFreePort(), fault: 'none' as const, stop: new AbortController().signal};
        demo = await startClusterDemo({...options, say: () => undefined});
    }, BUILD_TIMEOUT_MS);
    afterAll(() => demo.close());

    test('a check names the two pods, and the short password in the Secret', async () => {
        expect(await askAgent(demo.url, {kind: 'check'})).toMatchObject({
            kind: 'facts',
            facts: {
                deployment: {value: {kind: 'kubernetes', name: 'mm', namespace: 'chat'}},
                instances: {value: [{node: 'node-1'}, {node: 'node-1'}]},
                database_credentials: {
                    value: expect.arrayContaining([{name: 'data_source', from: 'environment', length: 'short'}]),
                },
                database_version: {value: 16},
            },
        });
    });

    test(
        'mended, planned, approved: the password is changed with the image, pod after pod, and proved',
        async () => {
            await fetch(demo.controlUrl, {method: 'POST', body: new URLSearchParams({mend: 'yes'})});
            const offer = await askAgent(demo.url, {kind: 'plan', goal: 'to_fips'});
            expect(offer).toMatchObject({kind: 'plan', failing: [], unknown: []});
            expect(parsePlan((offer as Extract<Reply, {kind: 'plan'}>).planText)).toMatchObject({
                mode: 'apply',
                rotation: {role: 'mmuser', secret: {name: 'db', keys: ['DB_CONNECTION_STRING']}},
                change: {way: 'patch'},
                downtime: {toMs: 0},
            });
            expect(await askAgent(demo.url, approve(offer), isLast)).toMatchObject({
                kind: 'run',
                events: expect.arrayContaining([expect.objectContaining({kind: 'closed'})]),
            });
            const {api} = await openConsole(demo.url);
            expect(await api('/config/client?format=old')).toMatchObject({IsFipsEnabled: 'true'});
        },
        SWAP_TIMEOUT_MS,
    );

    test('ends without leftovers', async () => {
        await demo.close();
        await expect(access(demo.folder)).rejects.toThrow();
        await expect(fetch(demo.url)).rejects.toThrow();
    });
});
