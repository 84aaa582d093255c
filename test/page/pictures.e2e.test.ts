import {mkdir} from 'node:fs/promises';
import {setTimeout as wait} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {jest} from '@jest/globals';
import type {Browser, Page} from 'playwright-core';
import {makeKeyPair} from '@fips-readiness/core';
import {saveConfigPatch} from '../mattermost/domain/configuration.ts';
import type {Mattermost} from '../mattermost/server.ts';
import {startBrowser} from './browser.ts';
import {buildHost} from './host/build_host.ts';
import type {HostBundles} from './host/build_host.ts';
import {connectQueue, openLane} from './lane.ts';
import type {LaneOptions} from './lane.ts';
import {startLaneAgent} from './lane_agent.ts';
import type {LaneAgent} from './lane_agent.ts';
import {openStep} from './open_step.ts';
import {makeAgentFacts} from './sample_facts.ts';
import {makeSitePlan} from '../samples/plan.ts';
import {CRASHED_AND_ROLLED_BACK, openRun, planReply, runReply, stepDone, timeEvents} from '../samples/run.ts';

jest.setTimeout(300_000);

const FOLDER = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));

/** PICTURES=1 writes docs/pictures for README and docs; every run draws them, so that they can always be made. */
const WRITES = process.env['PICTURES'] === '1';

/** One moment for server, agent and browser: the same picture every time. */
const MOMENT = new Date('2026-11-23T13:05:00Z');

let browser: Browser;
let bundles: HostBundles;
let agent: LaneAgent | undefined;
let said = 0;

beforeAll(async () => {
    [browser, bundles] = await Promise.all([startBrowser(), buildHost()]);
}, 300_000);

afterAll(async () => {
    await browser?.close();
});

/** The same key each time, so that the fingerprint in a picture stays the same. */
function connectAgent(server: Mattermost, opening: readonly object[] = [], hasLooked = false): void {
    const {variant} = server.world;
    const keys = makeKeyPair(new Uint8Array(32).fill(7));
    if (!keys) {
        throw new Error('32 bytes of 7 are no key');
    }
    const facts = () => {
        const now = MOMENT.toISOString();
        const stored = new Set(['com.example.servicedesk', 'focalboard']);
        const line = (id: string, name: string, version: string) =>
            ({
                id,
                name,
                version,
                active: true,
                state: 'running',
                nodesFailed: 0,
                hasServerCode: true,
                stored: stored.has(id),
                prepackaged: null,
            }) as const;
        return makeAgentFacts(now, variant, {
            plugins: {
                value: [
                    line('com.mattermost.calls', 'Calls', '1.11.0'),
                    line('focalboard', 'Boards', '9.2.2'),
                    line('playbooks', 'Playbooks', '2.8.0'),
                    line('com.example.servicedesk', 'ServiceDesk', '3.1.0'),
                ],
                source: 'agent_engine',
                observedAt: now,
            },
        });
    };
    const mode = opening.length > 0 ? 'swap' : 'read_only';
    agent = startLaneAgent(connectQueue(server, keys.publicKey), keys, facts, mode, {
        // Each word of the agent's has a time of its own.
        now: () => new Date(MOMENT.getTime() + (said += 1)),
        opening: [...(hasLooked ? [{kind: 'facts', mode, facts: facts()}] : []), ...opening],
    });
}

async function draw(name: string, options: LaneOptions, act: (page: Page) => Promise<void>): Promise<void> {
    const lane = await openLane(browser, bundles, {...options, shownAs: 'https://chat.example.com', stoppedAt: MOMENT});
    try {
        await act(lane.page);
        await lane.page.mouse.move(0, 0);
        const picture = await lane.page.screenshot(WRITES ? {path: `${FOLDER}${name}.png`} : {});
        expect(picture.length).toBeGreaterThan(10_000);
    } finally {
        await agent?.stop();
        agent = undefined;
        await lane.close();
    }
}

async function check(page: Page): Promise<void> {
    await page.getByRole('button', {name: 'Check again'}).click();
    await page.getByText(/^Checked\. /).waitFor({state: 'attached'});
    await page.evaluate(() => {
        if (document.activeElement instanceof HTMLElement) {
            document.activeElement.blur();
        }
    });
}

it('draws Check, Connect and a narrow window', async () => {
    if (WRITES) {
        await mkdir(FOLDER, {recursive: true});
    }
    const longEnough = (server: Mattermost) => {
        saveConfigPatch(server.world, {PasswordSettings: {MinimumLength: 14}});
        connectAgent(server);
    };
    await draw('check', {width: 1180, height: 1490, prepare: longEnough}, async (page) => {
        await check(page);
        await page.getByRole('button', {name: /^Plugins/}).click();
    });
    await draw('connect', {width: 1180, height: 900}, () => Promise.resolve());
    await draw('narrow', {width: 320, height: 900, prepare: longEnough}, check);
});

it('draws Plan, Swap, the receipt and what went wrong', async () => {
    // The short password of the sample facts is what this plan cures.
    const plan = makeSitePlan({
        rotation: {
            role: 'mmuser',
            database: 'mattermost',
            because: 'too_short',
            path: '/opt/mattermost/.env',
            line: 18,
            otherClients: [],
        },
    });
    const before = (['rescue_kit', 'pull', 'inspect', 'backup', 'rehearse', 'edit'] as const).flatMap(stepDone);
    const says = (
        variant: 'standard' | 'fips',
        ...bodies: readonly object[]
    ): Pick<LaneOptions, 'world' | 'prepare'> => ({
        world: {variant},
        prepare: async (server: Mattermost) => {
            saveConfigPatch(server.world, {PasswordSettings: {MinimumLength: 14}});
            connectAgent(server, bodies, variant === 'standard');
            // What the agent says first is there before the page is opened.
            await wait(1_000);
        },
    });
    const events = (bodies: Parameters<typeof timeEvents>[0]) => timeEvents(bodies, MOMENT.getTime() - 3_000, 900);
    const silent = events([openRun(plan), ...before, {kind: 'step_begun', step: 'recreate'}]);
    const done = events([
        openRun(plan),
        ...before,
        ...(['recreate', 'wait', 'verify', 'finish'] as const).flatMap(stepDone),
        {kind: 'closed', end: 'succeeded', because: 'all_steps_done', downMs: 5_200, frontDownMs: null},
    ]);
    const back = events([openRun(plan), ...before, ...stepDone('recreate'), ...CRASHED_AND_ROLLED_BACK]);
    const still = () => Promise.resolve();
    const toPlan = async (page: Page) => {
        await openStep(page, 'Plan');
    };
    for (const [suffix, width] of [
        ['', 1180],
        ['-narrow', 320],
    ] as const) {
        await draw(`plan${suffix}`, {width, height: 2600, ...says('standard', planReply(plan))}, toPlan);
        await draw(`swap${suffix}`, {width, height: 1300, ...says('standard', runReply(silent, {plan}))}, still);
        await draw(
            `receipt${suffix}`,
            {
                width,
                height: 1700,
                ...says('fips', runReply(done, {plan, nonce: '6'.repeat(32), discardNonce: '6'.repeat(32)})),
            },
            still,
        );
        await draw(`rolled-back${suffix}`, {width, height: 1300, ...says('standard', runReply(back, {plan}))}, still);
    }
});
