import React from 'react';
import {jest} from '@jest/globals';
import {render, screen, waitFor, within} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {makeFact} from '@fips-readiness/core';
import type {Facts, FactValue} from '@fips-readiness/core';
import {ServerProblem} from '../client/server_problem.ts';
import {makeAgentFacts} from '../testing/agent_facts.ts';
import {DrawnPage} from '../testing/draw_page.tsx';
import {connect, CONNECTION, KEYS, makeFakeServer, makeReplyPosts} from '../testing/fake_server.ts';
import type {FakeServer, FakeState} from '../testing/fake_server.ts';
import {findAccessibilityProblems} from '../testing/find_accessibility_problems.ts';
import {openStep} from '../testing/open_step.ts';

jest.setTimeout(30_000);

type Plugin = FactValue<'plugins'>[number];

const CALLS = {id: 'com.mattermost.calls', name: 'Calls', version: '1.11.0'};
const BOARDS = {id: 'focalboard', name: 'Boards', version: '9.2.2'};
const PLAYBOOKS = {id: 'playbooks', name: 'Playbooks', version: '2.8.0'};

function seen(plugin: typeof CALLS, stored: boolean | null): Plugin {
    return {
        ...plugin,
        active: true,
        state: 'running',
        nodesFailed: 0,
        hasServerCode: true,
        stored,
        ...(stored && {storedMode: 'non_fips' as const}),
        prepackaged: true,
    };
}

/** An agent that has read the file store: Calls only in the image, Boards and Playbooks stored. */
function makeServerWithPlugins(change: Partial<FakeState> = {}, more: Facts = {}): FakeServer {
    const fake = makeFakeServer(change);
    connect(fake.state, CONNECTION);
    fake.state.plugins.active = [CALLS, BOARDS, PLAYBOOKS].map((plugin) => ({...plugin, server: {}}));
    const at = new Date().toISOString();
    const plugins = [seen(CALLS, false), seen(BOARDS, true), seen(PLAYBOOKS, true)];
    const facts = {...makeAgentFacts('ok'), plugins: makeFact(plugins, 'agent_local_mode', at), ...more};
    const reply = {kind: 'facts', mode: 'read_only', facts};
    fake.state.posts.push(...makeReplyPosts(reply, 'q'.repeat(26), KEYS.secret));
    fake.state.onRequest = (post) => void fake.state.posts.push(...makeReplyPosts(reply, post.id, KEYS.secret));
    return fake;
}

async function draw(fake: FakeServer) {
    const drawn = render(<DrawnPage server={fake.server} />);
    await screen.findByRole('heading', {level: 2});
    await openStep('Check');
    await userEvent.click(screen.getByRole('button', {name: /^Plugins/}));
    return drawn;
}

const press = async (name: string | RegExp) => userEvent.click(await screen.findByRole('button', {name}));

describe('a plugin that would vanish', () => {
    it('is kept after the page has named what will change, and can be put back', async () => {
        const fake = makeServerWithPlugins();
        const {container} = await draw(fake);
        await press('Keep it… Calls');
        expect(screen.getByText(/Copy the bundle of Calls 1\.11\.0 into the file store/)).toBeVisible();
        expect(fake.calls).not.toContain('installPlugin');
        expect(await findAccessibilityProblems(container)).toEqual([]);
        await press('Keep it now');
        expect(await screen.findByText('Calls is kept: it survives the move.')).toBeVisible();
        expect(await screen.findByText(/Calls 1\.11\.0: kept in the file store by maria/)).toBeVisible();
        expect(fake.sent['installPlugin']).toEqual([{id: CALLS.id, version: CALLS.version}]);
        expect(screen.queryByRole('button', {name: 'Keep it… Calls'})).toBeNull();

        await press('Undo…');
        expect(screen.getByText(/Calls is missing until Mattermost starts again/)).toBeVisible();
        await press('Remove it now');
        expect(await screen.findByText('The kept copy of Calls is removed.')).toBeVisible();
        expect(fake.sent['removePlugin']).toEqual([CALLS.id]);
        expect(fake.state.config['PluginSettings']?.['PluginStates']).toMatchObject({
            jira: {Enable: true},
            playbooks: {Enable: true},
            [CALLS.id]: {Enable: true},
        });
        await screen.findByRole('button', {name: 'Keep it… Calls'});
    });

    it('stays as it is where the server refuses, and the page says what to do', async () => {
        const id = 'app.plugin.marketplace_plugins.not_found.app_error';
        const fake = makeServerWithPlugins({problems: {installPlugin: new ServerProblem('server_error', id)}});
        const {container} = await draw(fake);
        await press('Keep it… Calls');
        await press('Keep it now');
        const alert = await screen.findByRole('alert');
        expect(alert.textContent).toMatch(/does not have this version.*Nothing is kept in the file store/);
        const link = within(alert).getByRole('link', {name: 'Open Plugin Management'});
        expect(link.getAttribute('href')).toBe('/admin_console/plugins/plugin_management');
        expect(await findAccessibilityProblems(container)).toEqual([]);
        fake.state.problems = {};
        await press('Keep it now');
        expect(await screen.findByText(/kept in the file store by maria/)).toBeVisible();
    });

    it('may be kept or not where the answer did not come', async () => {
        await draw(makeServerWithPlugins({problems: {installPlugin: new ServerProblem('timed_out')}}));
        await press('Keep it… Calls');
        await press('Keep it now');
        expect((await screen.findByRole('alert')).textContent).toMatch(/It is not known whether this step was done/);
    });
});

describe('a stored copy before the FIPS build', () => {
    const offer = (plugin: typeof CALLS, labels: object[] = []) => ({manifest: plugin, labels});

    it('is removed, and every state of a plugin is written back', async () => {
        const fake = makeServerWithPlugins({marketplace: [offer(PLAYBOOKS)]});
        const {container} = await draw(fake);
        await press('Remove the stored copy… Playbooks');
        expect(await screen.findByText(/You can undo this here/)).toBeVisible();
        expect(await findAccessibilityProblems(container)).toEqual([]);
        await press('Remove the stored copy now');
        expect(await screen.findByText(/Playbooks 2\.8\.0: stored copy removed by maria/)).toBeVisible();
        expect(fake.patches.at(-1)).toEqual({
            PluginSettings: {PluginStates: {jira: {Enable: true}, playbooks: {Enable: true}}},
        });

        await press('Install it again…');
        await screen.findByText(/the Marketplace of this server has version 2\.8\.0/);
        await press('Install it now');
        expect(await screen.findByText('Playbooks is installed again.')).toBeVisible();
        expect(fake.sent['installPlugin']).toEqual([{id: 'playbooks', version: '2.8.0'}]);
    });

    it('can be put back from the image where the remote Marketplace cannot be reached', async () => {
        const problem = new ServerProblem('server_error', 'app.plugin.marketplace_client.failed_to_fetch');
        await draw(makeServerWithPlugins({marketplace: [offer(PLAYBOOKS)], problems: {fetchMarketplace: problem}}));
        await press('Remove the stored copy… Playbooks');
        expect(await screen.findByText(/You can undo this here/)).toBeVisible();
    });

    it.each([
        ['the Marketplace does not list it', []],
        ['it is listed only because it is installed', [offer(BOARDS, [{name: 'Local'}])]],
        ['another version is offered', [offer({...BOARDS, version: '9.2.3'})]],
    ])('says before that it cannot be put back, and how to keep the bundle: %s', async (_name, marketplace) => {
        await draw(makeServerWithPlugins({marketplace}));
        await press('Remove the stored copy… Boards');
        expect(await screen.findByText(/cannot undo this here.*plugins\/focalboard\.tar\.gz/)).toBeVisible();
    });

    it('that is gone already counts as removed', async () => {
        const fake = makeServerWithPlugins({problems: {removePlugin: new ServerProblem('not_found')}});
        await draw(fake);
        await press('Remove the stored copy… Boards');
        await screen.findByText(/cannot undo this here/);
        await press('Remove the stored copy now');
        expect(await screen.findByText(/Boards 9\.2\.2: stored copy removed/)).toBeVisible();
    });

    it('leaves a plugin switched off where its state is not taken: the page says so, with the command', async () => {
        const fake = makeServerWithPlugins();
        await draw(fake);
        await press('Remove the stored copy… Playbooks');
        await screen.findByText(/cannot undo this here/);
        fake.state.refusedPatches = ['PluginStates'];
        await press('Remove the stored copy now');
        const alert = await screen.findByRole('alert');
        expect(alert.textContent).toMatch(/Playbooks is switched off.*would not start again/);
        expect(alert.textContent).toMatch(/config set PluginSettings\.PluginStates\.playbooks\.Enable true/);
        fake.state.refusedPatches = [];
        await press('Remove the stored copy now');
        await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
    });
});

describe('no change is offered', () => {
    const BUTTONS = /Keep it|Remove the stored copy/;

    it('to a read-only admin, who sees what was changed', async () => {
        const me = {id: 'v'.repeat(26), username: 'viewer', roles: 'system_read_only_admin', auth_service: ''};
        const fake = makeServerWithPlugins({me});
        const settings = fake.state.config['PluginSettings'] as {Plugins: Record<string, Record<string, string>>};
        const note = {...CALLS, change: 'kept', by: 'maria', at: '2026-11-26T10:00:00.000Z'};
        settings.Plugins['fips-readiness'] = {
            ...settings.Plugins['fips-readiness'],
            changed: JSON.stringify([note, {id: 'x', change: 'hostile'}]),
        };
        await draw(fake);
        expect(await screen.findByText(/Calls 1\.11\.0: kept in the file store by maria/)).toBeVisible();
        expect(screen.queryByRole('button', {name: BUTTONS})).toBeNull();
        expect(screen.queryByRole('button', {name: 'Undo…'})).toBeNull();
    });

    it('where it is not known whether a copy is stored, and the table says what is not known', async () => {
        const fake = makeFakeServer();
        fake.state.plugins.active = [{...CALLS, server: {}}];
        await draw(fake);
        expect(screen.getByRole('table').textContent).toMatch(/Not known.*it is not known whether a copy is stored/);
        expect(screen.queryByRole('button', {name: BUTTONS})).toBeNull();
    });

    it('where the Marketplace is off, or no image’s own build would come up', async () => {
        const fake = makeServerWithPlugins();
        Object.assign(fake.state.config['PluginSettings'] ?? {}, {
            EnableMarketplace: false,
            AutomaticPrepackagedPlugins: false,
        });
        await draw(fake);
        expect(screen.queryByRole('button', {name: BUTTONS})).toBeNull();
    });
});
