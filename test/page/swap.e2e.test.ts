import {readFile} from 'node:fs/promises';
import {jest} from '@jest/globals';
import type {Browser, Page} from 'playwright-core';
import {verifyEvidence} from '@fips-readiness/core';
import {startBrowser} from './browser.ts';
import {findSideways, WIDTHS} from './find_sideways.ts';
import {findViolations} from './find_violations.ts';
import {buildHost} from './host/build_host.ts';
import type {HostBundles} from './host/build_host.ts';
import {connectQueue, openLane} from './lane.ts';
import type {Lane, LaneOptions} from './lane.ts';
import {makeLaneKeys, startLaneAgent} from './lane_agent.ts';
import type {LaneAgent} from './lane_agent.ts';
import {makeLaneRun} from './lane_run.ts';
import {makeAgentFacts} from './sample_facts.ts';
import {openStep} from './open_step.ts';
import {approvePlan, makePlan} from './plan_and_approve.ts';
import {restartWorld} from '../mattermost/restart.ts';
import {KIT} from '../samples/run.ts';
import {makeSampleWorld} from './sample_world.ts';

jest.setTimeout(180_000);

let browser: Browser;
let bundles: HostBundles;
let lane: Lane | undefined;
let agent: LaneAgent | undefined;

beforeAll(async () => {
    [browser, bundles] = await Promise.all([startBrowser(), buildHost()]);
}, 300_000);

afterAll(async () => {
    await browser?.close();
});

afterEach(async () => {
    await agent?.stop();
    await lane?.close();
});

/** A page whose agent may swap; the run ends as told. */
async function openSwap(end: 'succeeds' | 'rolls_back', options: LaneOptions = {}): Promise<Lane> {
    lane = await openLane(browser, bundles, {
        ...options,
        world: makeSampleWorld({config: {PasswordSettings: {MinimumLength: 14}}}),
        prepare: (server) => {
            const keys = makeLaneKeys();
            const script = makeLaneRun({
                end,
                siteUrl: server.url,
                secret: keys.secret,
                eventMs: 400,
                silenceMs: 8_000,
                down: () => {
                    server.world.faults.isDown = true;
                },
                up: () => {
                    const variant = end === 'succeeds' ? 'fips' : 'standard';
                    server.serve(restartWorld(server.world, {variant}));
                    server.world.faults.isDown = false;
                },
            });
            const facts = () => makeAgentFacts(new Date().toISOString(), server.world.variant);
            agent = startLaneAgent(connectQueue(server, keys.publicKey), keys, facts, 'swap', script);
        },
    });
    return lane;
}

async function planAndApprove(page: Page): Promise<void> {
    await openStep(page, 'Plan');
    await makePlan(page);
    expect(await findViolations(page)).toEqual([]);
    await approvePlan(page);
}

/** The report as an admin keeps it, and its printable form drawn by a browser of its own. */
async function downloadReport(page: Page): Promise<void> {
    await page.getByRole('button', {name: /^Evidence report/}).click();
    await page.getByRole('button', {name: 'Ask for a report'}).click();
    const download = async (name: string): Promise<string> => {
        const [file] = await Promise.all([
            page.waitForEvent('download'),
            page.getByRole('button', {name, exact: true}).click(),
        ]);
        return readFile(await file.path(), 'utf8');
    };
    expect(verifyEvidence(await download('Download, signed (JSON)'))).toMatchObject({code: 'consistent'});
    const drawn = await browser.newPage();
    await drawn.setContent(await download('Download to print (HTML)'));
    expect(await drawn.getByRole('heading', {level: 1}).innerText()).toBe('FIPS Readiness: evidence report');
    expect(await drawn.getByText('Runs a FIPS build.', {exact: true}).count()).toBe(1);
    await drawn.close();
}

/** How far below the top of what scrolls an element is, in pixels. */
function findTop(page: Page, selector: string): Promise<number> {
    return page.evaluate((wanted) => {
        const [top, of] = ['.admin-console__wrapper', wanted].map((one) =>
            Math.round(document.querySelector(one)?.getBoundingClientRect().top ?? NaN),
        );
        return (of ?? NaN) - (top ?? NaN);
    }, selector);
}

it.each([400, 1400])('opens at its counter and keeps it in sight, in a window of %i px', async (width) => {
    const {page} = await openSwap('succeeds', {width, height: 700});
    // The button to approve is far below: the view of the swap starts at its top all the same.
    await planAndApprove(page);
    await page.getByRole('timer').waitFor();
    expect(await findTop(page, '.fr-running')).toBeLessThan(40);
    await page.getByText(`sh ${KIT}/rollback.sh`).scrollIntoViewIfNeeded();
    expect(await findTop(page, '.fr-told')).toBeLessThan(0);
    expect(await findTop(page, '.fr-counter__time')).toBeGreaterThan(0);
    expect(await findTop(page, '.fr-counter__time')).toBeLessThan(150);
});

it('nothing moves when a notice comes', async () => {
    const {page, server} = await openSwap('succeeds');
    await openStep(page, 'Plan');
    const make = page.getByRole('region', {name: 'Plan'}).getByRole('button', {name: 'Make a plan'});
    const before = await findTop(page, '.fr-plan');
    server.world.faults.isDown = true;
    await make.click();
    await page
        .getByRole('alert')
        .getByText(/Mattermost does not answer/)
        .waitFor();
    expect(await findTop(page, '.fr-plan')).toBe(before);
    expect(await findViolations(page)).toEqual([]);
});

it.each([18, 19] as const)('plan, approve, silence, succeeded: on React %i', async (react) => {
    const {page, complaints} = await openSwap('succeeds', {react});
    await planAndApprove(page);
    await page.getByText(`sh ${KIT}/rollback.sh`).waitFor();
    await page.getByRole('timer').waitFor();
    const stepsAt = await findTop(page, '.fr-told');
    await page.getByText(/Mattermost is not answering now/).waitFor();
    expect(await findTop(page, '.fr-told')).toBe(stepsAt);
    expect(await page.getByRole('timer').innerText()).toMatch(/^Down for up to 0:\d\d$/);
    expect(await page.getByText(`sh ${KIT}/rollback.sh`).count()).toBe(1);
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', {name: /^Moved to the FIPS image/}).waitFor({timeout: 60_000});
    await page.getByText(/0:08, measured at the server/).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.reload();
    await page.getByRole('button', {name: /^Moved to the FIPS image/}).waitFor();
    await page.getByRole('button', {name: 'Roll back…'}).waitFor();
    await downloadReport(page);
    expect(await findViolations(page)).toEqual([]);
    // What the browser itself says of a server that is away is no complaint about the page.
    expect(complaints.filter((line) => !/Failed to load resource|ERR_/.test(line))).toEqual([]);
});

it('a swap that fails rolls back, and says what failed and where the site stands', async () => {
    const {page} = await openSwap('rolls_back');
    await planAndApprove(page);
    await page.getByRole('heading', {name: 'Rolling back'}).waitFor({timeout: 60_000});
    await page.getByRole('button', {name: /^Rolled back: the site is as it was before/}).waitFor({timeout: 60_000});
    await page
        .getByText(/the container exits and restarts again and again/)
        .first()
        .waitFor();
    await page.getByText('The deployment is in its former state.').waitFor();
    expect(await page.getByRole('button', {name: 'Roll back…'}).count()).toBe(0);
    expect(await findViolations(page)).toEqual([]);
});

it.each(WIDTHS)('fits a window of %i px without scrolling sideways, plan and swap', async (width) => {
    const {page} = await openSwap('succeeds', {width});
    await openStep(page, 'Plan');
    await makePlan(page);
    expect(await findSideways(page)).toEqual([]);
    await page.getByLabel(/^Type .* to approve/).fill(new URL(page.url()).host);
    await page.keyboard.press('Enter');
    await page.getByRole('timer').waitFor();
    expect(await findSideways(page)).toEqual([]);
    await page.getByRole('button', {name: /^Moved to the FIPS image/}).waitFor({timeout: 60_000});
    expect(await findSideways(page)).toEqual([]);
});
