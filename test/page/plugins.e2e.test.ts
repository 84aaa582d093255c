import {jest} from '@jest/globals';
import type {Browser} from 'playwright-core';
import {makeFact} from '@fips-readiness/core';
import {viewPlugins} from '../mattermost/domain/plugins.ts';
import {restartWorld} from '../mattermost/restart.ts';
import type {Mattermost} from '../mattermost/server.ts';
import {startBrowser} from './browser.ts';
import {findViolations} from './find_violations.ts';
import {buildHost} from './host/build_host.ts';
import type {HostBundles} from './host/build_host.ts';
import {connectQueue, openLane} from './lane.ts';
import type {Lane, LaneOptions} from './lane.ts';
import {makeLaneKeys, startLaneAgent} from './lane_agent.ts';
import type {LaneAgent} from './lane_agent.ts';
import {makeAgentFacts} from './sample_facts.ts';
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
    agent = undefined;
});

async function open(options: LaneOptions): Promise<Lane> {
    lane = await openLane(browser, bundles, options);
    return lane;
}

const server = {executables: {'linux-amd64': 'server/dist/plugin-linux-amd64'}};
const PLAYBOOKS = {id: 'playbooks', name: 'Playbooks', version: '2.8.0', server};
/** Calls comes from the image, a copy of Playbooks lies in the file store; FIPS refuses shorter passwords than 14. */
const WORLD = makeSampleWorld({
    plugins: [{manifest: PLAYBOOKS}],
    config: {PasswordSettings: {MinimumLength: 14}},
});

/** An agent that has read the file store. */
function withAgent(mattermost: Mattermost): void {
    const keys = makeLaneKeys();
    const facts = () => {
        const now = new Date().toISOString();
        const {world} = mattermost;
        const plugins = [...world.installed.values()].map(({manifest: {id, name, version}}) => ({
            ...{id, name, version, active: true, state: 'running' as const, nodesFailed: 0, hasServerCode: true},
            stored: world.fileStore.list('plugins/').includes(`plugins/${id}.tar.gz`),
            storedMode: 'non_fips' as const,
            prepackaged: null,
        }));
        return makeAgentFacts(now, 'standard', {plugins: makeFact(plugins, 'agent_local_mode', now)});
    };
    agent = startLaneAgent(connectQueue(mattermost, keys.publicKey), keys, facts);
}

it.each([18, 19] as const)(
    'keeps Calls, removes the stored Playbooks, and both are so after the move: React %i',
    async (react) => {
        const {page, server: mattermost, complaints} = await open({react, world: WORLD, prepare: withAgent});
        await page.getByRole('button', {name: 'Check again'}).click();
        await page.getByText(/^Checked\. /).waitFor({state: 'attached'});
        await page.getByRole('button', {name: /^Plugins/}).click();

        await page.getByRole('button', {name: 'Keep it… Calls'}).click();
        await page.getByText(/Copy the bundle of Calls 1\.11\.0 into the file store/).waitFor();
        expect(await findViolations(page)).toEqual([]);
        await page.getByRole('button', {name: 'Keep it now'}).click();
        await page.getByText(/Calls 1\.11\.0: kept in the file store by admin/).waitFor();
        expect(mattermost.world.fileStore.list('plugins/')).toContain('plugins/com.mattermost.calls.tar.gz');

        await page.getByRole('button', {name: 'Remove the stored copy… Playbooks'}).click();
        await page.getByText(/You can undo this here/).waitFor();
        await page.getByRole('button', {name: 'Remove the stored copy now'}).click();
        await page.getByText(/Playbooks 2\.8\.0: stored copy removed by admin/).waitFor();
        await page.getByRole('button', {name: 'Check again', disabled: false}).waitFor();
        expect(mattermost.world.fileStore.list('plugins/')).not.toContain('plugins/playbooks.tar.gz');
        expect(mattermost.world.installed.has('playbooks')).toBe(false);
        expect(await findViolations(page)).toEqual([]);
        expect(complaints).toEqual([]);

        mattermost.serve(restartWorld(mattermost.world, {variant: 'fips'}));
        expect(mattermost.world.installed.get('playbooks')?.manifest.version).toBe('2.8.0+c4449ac');
        expect(mattermost.world.installed.has('com.mattermost.calls')).toBe(true);
    },
);

it('puts the stored copy back in the same version', async () => {
    const {page, server: mattermost} = await open({world: WORLD, prepare: withAgent});
    await page.getByRole('button', {name: 'Check again'}).click();
    await page.getByText(/^Checked\. /).waitFor({state: 'attached'});
    await page.getByRole('button', {name: /^Plugins/}).click();
    await page.getByRole('button', {name: 'Remove the stored copy… Playbooks'}).click();
    await page.getByText(/You can undo this here/).waitFor();
    await page.getByRole('button', {name: 'Remove the stored copy now'}).click();
    await page.getByRole('button', {name: 'Install it again…'}).click();
    await page.getByText(/the Marketplace of this server has version 2\.8\.0/).waitFor();
    await page.getByRole('button', {name: 'Install it now'}).click();
    await page.getByText('Playbooks is installed again.').waitFor({state: 'attached'});
    expect(mattermost.world.fileStore.list('plugins/')).toContain('plugins/playbooks.tar.gz');
    expect(viewPlugins(mattermost.world)['active']).toEqual(
        expect.arrayContaining([expect.objectContaining({id: 'playbooks', version: '2.8.0'})]),
    );
});

describe.each([320, 1400])('a site that somebody has moved by hand, without an agent, at %i px', (width) => {
    it('shows its plugins and lets the server try what it reaches', async () => {
        const {
            page,
            server: mattermost,
            complaints,
        } = await open({
            width,
            world: makeSampleWorld({
                variant: 'fips',
                config: {
                    PasswordSettings: {MinimumLength: 14},
                    EmailSettings: {SendEmailNotifications: true, SMTPServer: 'mail.example.com'},
                },
            }),
        });
        expect(await page.locator('#fr-verdict-title').innerText()).toBe('Runs a FIPS build');
        const head = page.getByRole('button', {name: /^This site now/});
        // Calls is switched on by default and no FIPS image brings it.
        await head.getByText(/One plugin needs attention: Calls/).waitFor();
        await page
            .getByRole('row', {name: /Playbooks 2\.8\.0\+c4449ac/})
            .getByText(/an agent has to read it/)
            .waitFor();
        await page
            .getByRole('row', {name: /^Calls/})
            .getByText('Enabled, not installed')
            .waitFor();
        mattermost.world.serviceErrors['email'] = 'dial tcp: smtp://bot:s3cret@mail.example.com refused';
        await page.getByRole('button', {name: 'Test: E-mail'}).click();
        const failed = page
            .getByRole('listitem')
            .filter({hasText: 'E-mail'})
            .getByText(/The server reports/);
        await failed.waitFor();
        expect(await failed.innerText()).not.toContain('s3cret');
        await page.getByRole('button', {name: 'Test: Database and file store'}).click();
        await page.getByText('Passed', {exact: true}).first().waitFor();
        expect(
            await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
        ).toBe(0);
        expect(await findViolations(page)).toEqual([]);
        // The browser itself says of an answer 500 that it is one.
        expect(complaints.filter((line) => !/Failed to load resource/.test(line))).toEqual([]);
    });
});
