import {createServer} from 'node:http';
import type {Server, ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {setImmediate as turn} from 'node:timers/promises';
import type {StepCode} from '@fips-readiness/core';
import {makeSitePlan} from '../../../test/samples/plan.ts';
import type {Clock} from '../clock/clock.ts';
import type {Instance} from '../port/driver.ts';
import {Settings} from '../settings/settings.ts';
import {startDowntimeWatch} from './downtime_watch.ts';
import type {DowntimeWatch} from './downtime_watch.ts';

let server: Server;
let nowMs = 0;
let pings = 0;
let answer: (response: ServerResponse) => void;
const clock: Clock = {now: () => new Date(0), monotonicMs: () => nowMs, sleep: () => turn()};

const good = (response: ServerResponse) => response.end('{"status":"OK"}');

const begin = (step: StepCode) =>
    watch.note({n: 1, at: '2026-01-01T00:00:00.000Z', sinceMs: 0, kind: 'step_begun', step});

async function settle(): Promise<void> {
    const seen = pings;
    while (pings < seen + 3) {
        await turn();
    }
}

let watch: DowntimeWatch;
let instanceUrl = '';
beforeEach(async () => {
    nowMs = 0;
    instanceUrl = '';
    answer = good;
    server = createServer((_request, response) => {
        pings += 1;
        answer(response);
    }).listen(0, '127.0.0.1');
    await new Promise((listening) => server.once('listening', listening));
    const siteUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    watch = startDowntimeWatch(
        {plan: makeSitePlan({siteUrl}), settings: Settings.parse({}), clock},
        {
            findInstance: async () =>
                instanceUrl === '' ? undefined : ({urls: [instanceUrl]} as Partial<Instance> as Instance),
        },
    );
    begin('rehearse');
    await settle();
});
afterEach(async () => {
    await watch.stop();
    server.closeAllConnections();
    server.close();
});

test('a door that answers at once was not down', async () => {
    expect(watch.read()).toEqual({container: null, frontDoor: null});
});

test('pings that fail -> down from the first of them to the next answer', async () => {
    answer = (response) => response.writeHead(502).end();
    await settle();
    nowMs = 4_000;
    await settle();
    answer = good;
    await settle();
    expect(watch.read().frontDoor).toBe(4_000);
});

async function holdOnePing(heldMs: number): Promise<void> {
    const held = await new Promise<ServerResponse>((caught) => {
        answer = caught;
    });
    nowMs += heldMs;
    answer = good;
    good(held);
    await settle();
}

test('an answer that is late before anything is replaced is a busy machine’s', async () => {
    await holdOnePing(1_500);
    expect(watch.read().frontDoor).toBeNull();
});

test('another instance that has taken over is asked before one is called down', async () => {
    const other = createServer((_request, response) => good(response)).listen(0, '127.0.0.1');
    await new Promise((listening) => other.once('listening', listening));
    nowMs = 2_000;
    instanceUrl = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    await settle();
    nowMs = 4_000;
    instanceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    other.closeAllConnections();
    other.close();
    await settle();
    expect(watch.read().container).toBeNull();
    instanceUrl = '';
});

test('a proxy that holds a ping until the new container answers -> down for as long as it was held', async () => {
    begin('recreate');
    const held = await new Promise<ServerResponse>((caught) => {
        answer = caught;
    });
    nowMs = 1_500;
    expect(watch.read().frontDoor).toBe(1_500);
    nowMs = 1_700;
    answer = good;
    good(held);
    await settle();
    expect(watch.read().frontDoor).toBe(1_700);
});
