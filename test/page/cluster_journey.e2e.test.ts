import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {jest} from '@jest/globals';
import type {Browser, Page} from 'playwright-core';
import {startClusterDemo} from '../demo/start_cluster_demo.ts';
import type {Demo} from '../demo/start_demo.ts';
import type {StartFault} from '../demo/start_fault.ts';
import {findFreePort} from '../engine/free_port.ts';
import {FIPS_IMAGE, STANDARD_IMAGE} from '../kubernetes_stand_in/played_cluster.ts';
import {packPluginBundle} from '../mattermost/plugin_bundle.ts';
import type {PluginManifest} from '../mattermost/plugin_manifest.ts';
import {startBrowser} from './browser.ts';
import {checkAgain} from './check_again.ts';
import {findViolations} from './find_violations.ts';
import {buildHost} from './host/build_host.ts';
import type {HostBundles} from './host/build_host.ts';
import {listenToComplaints} from './lane.ts';
import {openStep} from './open_step.ts';
import {approvePlan, makePlan} from './plan_and_approve.ts';

jest.setTimeout(180_000);

const RUN = {timeout: 120_000};

let browser: Browser;
let bundles: HostBundles;
let folder: string;
let demo: Demo | undefined;

beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fips-cluster-journey-'));
    [browser, bundles] = await Promise.all([startBrowser(), buildHost()]);
}, 300_000);

afterAll(async () => {
    await browser?.close();
    await rm(folder, {recursive: true, force: true});
});

afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    await demo?.close();
});

/** The plugin as an admin uploads it, of the scripts that are built already. */
async function writeBundle(): Promise<string> {
    const file = join(folder, 'page.tar.gz');
    const manifest = JSON.parse(
        await readFile(new URL('../../plugin.json', import.meta.url), 'utf8'),
    ) as PluginManifest;
    const scripts = [...bundles.plugin].map(([name, text]) => [`webapp/dist/${name}`, text] as const);
    await writeFile(file, packPluginBundle(manifest, Object.fromEntries(scripts)));
    return file;
}

/** The demo on a played cluster with the real agent, mended by its own controls; its page after a check, and what the browser complains of. */
async function openCluster(fault: StartFault): Promise<{readonly page: Page; readonly complaints: readonly string[]}> {
    demo = await startClusterDemo({
        wantedPort: await findFreePort(),
        fault,
        say: () => undefined,
        stop: new AbortController().signal,
        build: {bundleFile: await writeBundle(), host: bundles},
        startMs: 1_000,
    });
    await fetch(demo.controlUrl, {method: 'POST', body: new URLSearchParams({mend: 'yes'})});
    const page = await browser.newPage({viewport: {width: 1400, height: 1000}, reducedMotion: 'reduce'});
    const complaints = listenToComplaints(page);
    await page.goto(demo.url);
    await page.locator('#fr-verdict-title').waitFor();
    await checkAgain(page);
    return {page, complaints};
}

it('connect, check, plan, approve, succeeded, and by a rollback all is as it was', async () => {
    const {page, complaints} = await openCluster('none');
    await openStep(page, 'Connect');
    await page.getByRole('button', {name: /^The agent is connected/}).waitFor();
    await page.getByText(/^Agent online .* read and swap/).waitFor();
    await openStep(page, 'Check');
    await page.getByText(/A database password is too short \(data_source, mm_config\)/).waitFor();

    await openStep(page, 'Plan');
    await makePlan(page);
    await page.getByRole('heading', {name: 'Ready: the agent changes the database password during the swap'}).waitFor();
    const [standard, fips] = [STANDARD_IMAGE, FIPS_IMAGE].map((image) => image.split(':')[0] ?? '');
    const change = page.locator('.fr-diff').filter({hasText: 'spec.image'});
    expect(await change.getByRole('deletion').innerText()).toBe(`-\u00a0${standard}`);
    expect(await change.getByRole('insertion').innerText()).toBe(`+\u00a0${fips}`);
    await approvePlan(page);
    await page.getByText('changed, and login with the new password proved', {exact: true}).waitFor(RUN);
    await page.getByText('the resource mm names the target image', {exact: true}).waitFor(RUN);

    await page.getByRole('button', {name: /^Moved to the FIPS image/}).waitFor(RUN);
    await page.getByText('it runs a FIPS build (IsFipsEnabled)').waitFor();
    await page.getByRole('button', {name: /^This site now/}).click();
    const pods = page.getByRole('table', {name: 'Every pod as the agent last saw it'});
    const pod = pods.getByRole('row').filter({hasText: FIPS_IMAGE}).filter({hasText: 'node-1'});
    await pod.nth(1).waitFor();
    expect(await pods.getByRole('row').count()).toBe(3);
    await page.getByRole('button', {name: /^History The last run: Succeeded/}).click();
    const runs = page.getByRole('table', {name: /^Every run of this agent/});
    await runs.getByRole('row', {name: /to the FIPS image @?admin .* Succeeded/}).waitFor();
    expect(await findViolations(page)).toEqual([]);

    await page.getByRole('button', {name: 'Roll back…'}).click();
    await page.getByText('Restored too: the old database password.').waitFor();
    await page.getByRole('button', {name: 'Roll back now'}).click();
    await page.getByRole('heading', {name: 'Rolling back on request'}).waitFor(RUN);
    await page.getByRole('button', {name: /^Rolled back on request: the site is as it was before/}).waitFor(RUN);
    await page.getByText('The deployment is in its former state.').waitFor();
    await page.getByText(`standard image ${STANDARD_IMAGE}`).waitFor(RUN);
    await page.getByRole('button', {name: /^History The last run: Rolled back/}).click();
    await runs.getByRole('row', {name: /to the FIPS image @?admin .* Rolled back/}).waitFor();
    expect(complaints).toEqual([]);
});

it('an image that does not start is rolled back, and the page says why', async () => {
    const {page, complaints} = await openCluster('exits');
    await openStep(page, 'Plan');
    await makePlan(page);
    await approvePlan(page);
    await page.getByRole('button', {name: /^Rolled back: the site is as it was before/}).waitFor(RUN);
    await page
        .getByRole('definition')
        .getByText(/^Wait until Mattermost is ready: a pod .* exits and restarts again and again .* it does not start/)
        .waitFor();
    await page.getByText('The deployment is in its former state.').waitFor();
    expect(await page.getByRole('button', {name: 'Roll back…'}).count()).toBe(0);
    await page.getByText(`standard image ${STANDARD_IMAGE}`).waitFor(RUN);
    expect(await findViolations(page)).toEqual([]);
    expect(complaints).toEqual([]);
});
