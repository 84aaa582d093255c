import React from 'react';
import {jest} from '@jest/globals';
import {render, screen, waitFor, within} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {ServerProblem} from '../client/server_problem.ts';
import {makeAgentFacts} from '../testing/agent_facts.ts';
import {DrawnPage} from '../testing/draw_page.tsx';
import {connect, CONNECTION, KEYS, makeFakeServer, makeReplyPosts} from '../testing/fake_server.ts';
import type {FakeServer, FakeState} from '../testing/fake_server.ts';
import {findAccessibilityProblems} from '../testing/find_accessibility_problems.ts';
import {openStep, waitForPage} from '../testing/open_step.ts';
import {readRequests} from '../testing/ready_server.ts';

// Whole journeys by keyboard and mouse, and axe on each: slow beside other work on two cores.
jest.setTimeout(30_000);

const HELLO = {
    kind: 'hello',
    mode: 'read_only',
    publicKey: KEYS.publicKey,
    deployment: {kind: 'compose', name: 'mattermost', service: 'mattermost'},
};

/** A server whose agent has reported once, and answers again when asked. */
function makeConnected(length: 'short' | 'ok', change: Partial<FakeState> = {}): FakeServer {
    const fake = makeFakeServer(change);
    connect(fake.state, CONNECTION);
    const facts = (now: 'short' | 'ok') => ({kind: 'facts', mode: 'read_only', facts: makeAgentFacts(now)});
    fake.state.posts.push(...makeReplyPosts(HELLO, '', KEYS.secret));
    fake.state.posts.push(...makeReplyPosts(facts(length), 'q'.repeat(26), KEYS.secret));
    fake.state.onRequest = (post) =>
        void fake.state.posts.push(...makeReplyPosts(facts('ok'), post.id, KEYS.secret, {create_at: Date.now() + 1}));
    return fake;
}

async function draw(fake: FakeServer, props: Partial<React.ComponentProps<typeof DrawnPage>> = {}) {
    const drawn = render(<DrawnPage server={fake.server} {...props} />);
    await waitForPage();
    return drawn;
}

const verdict = () => screen.getByRole('heading', {level: 2}).textContent;
const DATABASE = /^Blocker.*database password is too short/;

describe('without an agent', () => {
    it('judges what the server tells, and says what only the agent can', async () => {
        const {container} = await draw(makeFakeServer());
        expect(verdict()).toBe('Not ready yet: 1 blocker');
        expect(screen.getByText('No agent connected')).toBeVisible();
        expect(screen.getByRole('heading', {name: 'Connect the agent'})).toBeVisible();
        await userEvent.click(screen.getByRole('button', {name: 'Fix the blocker'}));
        await userEvent.click(screen.getByRole('button', {name: 'Show all'}));
        expect(screen.getByRole('button', {name: /Accounts and sign-in.*1 blocker/, expanded: true})).toBeVisible();
        expect(screen.getByRole('button', {name: /^Blocker.*refuses to start below 14/, expanded: true})).toBeVisible();
        expect(screen.getByRole('button', {name: /Database.*need the agent.*unknown/})).toBeVisible();
        expect(await findAccessibilityProblems(container)).toEqual([]);
    });

    it('says that it cannot tell yet where nothing else stands in the way', async () => {
        const fake = makeFakeServer();
        fake.state.config['PasswordSettings'] = {MinimumLength: 14};
        await draw(fake);
        expect(verdict()).toBe('Cannot tell yet: no agent is connected');
    });

    it('offers the runbook, with the commands to copy', async () => {
        const {container} = await draw(makeFakeServer());
        await openStep('Check');
        await userEvent.click(screen.getByRole('button', {name: /Move by hand/}));
        expect(await screen.findByRole('heading', {name: /Back up/})).toBeVisible();
        expect(screen.getAllByRole('button', {name: /^Copy: /}).length).toBeGreaterThan(3);
        expect(await findAccessibilityProblems(container)).toEqual([]);
    });
});

describe('with an agent', () => {
    it('shows its facts, its presence and its rights', async () => {
        const {container} = await draw(makeConnected('short'));
        expect(verdict()).toBe('Not ready yet: 2 blockers');
        expect(screen.getByText(/Agent online · 0\.1\.0 · read-only · seen now/)).toBeVisible();
        expect(screen.getByText('ops-1')).toBeVisible();
        const row = screen.getByRole('button', {name: /^Blocker.*database password is too short.*agent/});
        expect(row.getAttribute('aria-expanded')).toBe('true');
        expect(screen.getByText(/PostgreSQL logs in with SCRAM/)).toBeVisible();
        expect(await findAccessibilityProblems(container)).toEqual([]);
    });

    it('asks it to check again, waits for its word and speaks the new verdict', async () => {
        const fake = makeConnected('short');
        await draw(fake);
        await userEvent.click(screen.getByRole('button', {name: 'Check again'}));
        await waitFor(() => expect(verdict()).toBe('Not ready yet: 1 blocker'));
        expect(await screen.findByText('Checked. Not ready yet: 1 blocker.')).toBeVisible();
        const asked = fake.state.posts.find((post) => post.type === 'custom_fips_request');
        expect(asked?.channel_id).toBe(CONNECTION.channelId);
        expect(document.activeElement?.textContent).toBe('Check again');
    });

    it('says why the agent refused', async () => {
        const fake = makeConnected('short');
        const refusal = {kind: 'refused', reason: 'queue_unsafe', moved: []};
        fake.state.onRequest = (post) => void fake.state.posts.push(...makeReplyPosts(refusal, post.id, KEYS.secret));
        await draw(fake);
        await userEvent.click(screen.getByRole('button', {name: 'Check again'}));
        expect(await screen.findByText(/its channel is not safe/)).toBeVisible();
    });

    it('says that no answer came, and what to look at', async () => {
        const fake = makeConnected('short');
        fake.state.onRequest = () => undefined;
        await draw(fake);
        await userEvent.click(screen.getByRole('button', {name: 'Check again'}));
        expect(await screen.findByText(/The agent did not answer in time/)).toBeVisible();
    });

    it('says how old the results of a silent agent are', async () => {
        const {container} = await draw(makeConnected('short', {botActiveAtMs: Date.now() - 3 * 3_600_000}));
        expect(screen.getByText(/The agent was last seen 3 hours ago; its results are from/)).toBeVisible();
        expect(screen.getByText(/Agent silent/)).toBeVisible();
        expect(await findAccessibilityProblems(container)).toEqual([]);
    });

    it('lets a connected agent be asked that has not looked yet', async () => {
        const fake = makeConnected('short');
        fake.state.posts = fake.state.posts.slice(0, 1);
        await draw(fake);
        expect(screen.getByText(/has not checked anything yet/)).toBeVisible();
    });
});

describe('results', () => {
    it('are filtered by the counts, and all shown again', async () => {
        const {container} = await draw(makeConnected('short'));
        await userEvent.click(screen.getByRole('button', {name: /^Warning/, pressed: false}));
        expect(screen.queryByRole('button', {name: DATABASE})).toBeNull();
        expect(screen.getByText(/results? (is|are) shown: Warning/)).toBeVisible();
        expect(await findAccessibilityProblems(container)).toEqual([]);
        await userEvent.click(screen.getByRole('button', {name: 'Show all'}));
        expect(screen.getByRole('button', {name: DATABASE})).toBeVisible();
    });

    it('name commands, console page and source of a fix', async () => {
        await draw(makeConnected('short'));
        await userEvent.click(screen.getByRole('button', {name: 'Fix 2 blockers'}));
        const link = screen.getByRole('link', {name: 'Open in System Console'});
        expect(link.getAttribute('href')).toBe('/admin_console/authentication/password');
        for (const second of screen.getAllByRole('button', {name: /^(Source|Do it in a terminal)/})) {
            await userEvent.click(second);
        }
        const sources = screen.getAllByRole('link').filter((one) => one.getAttribute('target') === '_blank');
        expect(sources.length).toBeGreaterThan(0);
        expect(sources.every((one) => one.getAttribute('rel') === 'noopener noreferrer')).toBe(true);
        expect(screen.getAllByRole('button', {name: /^Copy: /}).length).toBeGreaterThan(0);
    });

    it('fold what is no blocker beside one to a line that opens', async () => {
        const fake = makeConnected('short');
        const {container} = await draw(fake);
        expect(screen.queryByRole('button', {name: /^Warning.*You sign in with a password/})).toBeNull();
        await userEvent.click(screen.getByRole('button', {name: /^Warning.*2 warnings/, expanded: false}));
        expect(screen.getByRole('button', {name: /^Warning.*You sign in with a password/})).toBeVisible();
        expect(await findAccessibilityProblems(container)).toEqual([]);
    });

    it('offer the agent’s way first where it can change the password, and the commands behind it', async () => {
        const fake = makeConnected('short');
        await draw(fake);
        expect(screen.queryByText(/Give the database role a new password/)).toBeNull();
        await userEvent.click(screen.getByRole('button', {name: /^Change it yourself before the swap/}));
        expect(screen.getByText(/Give the database role a new password/)).toBeVisible();
        await userEvent.click(screen.getByRole('button', {name: 'Make a plan'}));
        await waitFor(() => expect(screen.getByRole('link', {current: 'page'}).textContent).toMatch(/Plan/));
        expect(readRequests(fake)).toMatchObject([{kind: 'plan', goal: 'to_fips'}]);
    });

    it('are accepted with a reason, under the complete map of all plugins’ settings, and withdrawn', async () => {
        const fake = makeConnected('short');
        const {container} = await draw(fake);
        await userEvent.click(screen.getByRole('button', {name: /^Backup/}));
        await userEvent.click(screen.getByRole('button', {name: /^Warning.*attested/}));
        await userEvent.click(screen.getByRole('button', {name: 'Accept this risk…'}));
        const field = screen.getByRole('textbox', {name: 'Why is it acceptable here?'});
        await waitFor(() => expect(document.activeElement).toBe(field));
        await userEvent.type(field, 'ab{Enter}');
        expect(screen.getByText('Enter at least three characters.')).toBeVisible();
        expect(document.activeElement).toBe(field);

        expect(await findAccessibilityProblems(container)).toEqual([]);
        await userEvent.type(field, 'c snapshot by the provider{Enter}');
        const line = await screen.findByText(
            /^Accepted by maria.*until the server runs another release than 11\.7\.2: abc snapshot by the provider/,
        );
        await waitFor(() => expect(document.activeElement?.textContent).toBe('Withdraw'));
        const plugins = (fake.patches.at(-1) as {PluginSettings: {Plugins: Record<string, {accepted?: string}>}})
            .PluginSettings.Plugins;
        expect(Object.keys(plugins)).toEqual(['jira', 'fips-readiness']);
        expect(plugins['fips-readiness']).toHaveProperty('connection');
        expect(JSON.parse(plugins['fips-readiness']?.accepted ?? '')).toMatchObject([
            {check: 'backup', by: 'maria', serverVersion: '11.7.2'},
        ]);
        await userEvent.click(within(line.parentElement ?? container).getByRole('button', {name: 'Withdraw'}));
        await screen.findByRole('button', {name: 'Accept this risk…'});
    });

    it('that cannot be told are accepted in the agent’s own file: its line is shown, nothing is saved', async () => {
        const fake = makeConnected('ok');
        const {container} = await draw(fake);
        await userEvent.click(screen.getByRole('button', {name: /^Deployment and image/}));
        await userEvent.click(screen.getByRole('button', {name: /^Unknown.*free disk space/}));
        expect(screen.queryByRole('button', {name: 'Accept this risk…'})).toBeNull();
        await userEvent.click(screen.getByRole('button', {name: 'Accept it on the host…'}));
        await userEvent.type(screen.getByRole('textbox'), 'looked at by hand');
        expect(screen.getByRole('group', {name: /Add this to the agent’s settings file/}).textContent).toContain(
            '{"check":"disk_space","reason":"fact_missing","why":"looked at by hand","by":"maria",',
        );
        expect(fake.patches).toEqual([]);
        expect(await findAccessibilityProblems(container)).toEqual([]);
    });

    it.each<[string, (state: FakeState) => void]>([
        ['is refused', (state) => (state.problems.patchConfig = new ServerProblem('no_permission'))],
        ['is answered with 200 and not done', (state) => (state.refusedPatches = ['Plugins'])],
    ])('stay as they are when saving %s, and the page says why', async (_how, refuse) => {
        const fake = makeConnected('short');
        await draw(fake);
        await userEvent.click(screen.getByRole('button', {name: /^Backup/}));
        await userEvent.click(screen.getByRole('button', {name: /^Warning.*attested/}));
        await userEvent.click(screen.getByRole('button', {name: 'Accept this risk…'}));
        refuse(fake.state);
        await userEvent.type(screen.getByRole('textbox'), 'known and covered{Enter}');
        expect((await screen.findByRole('alert')).textContent).toMatch(/Not saved; nothing was changed/);
    });

    it('take a backup on an admin’s word', async () => {
        await draw(makeConnected('short'));
        await userEvent.click(screen.getByRole('button', {name: /^Backup/}));
        await userEvent.click(screen.getByRole('button', {name: /^Warning.*attested/}));
        await userEvent.click(screen.getByRole('button', {name: 'Attest a backup…'}));
        await userEvent.click(screen.getByRole('button', {name: 'Attest this backup'}));
        expect(screen.getByText('Enter a time in the past.')).toBeVisible();
        expect(document.activeElement).toBe(screen.getByLabelText('Taken at'));
        const when = new Date(Date.now() - 2 * 3_600_000).toISOString().slice(0, 16);
        await userEvent.type(screen.getByLabelText('Taken at'), when);
        await userEvent.type(screen.getByLabelText('Name or place of the backup'), 'snap-1{Enter}');
        expect(await screen.findByRole('button', {name: /^Passed.*backup was taken/})).toBeVisible();
    });
});

describe('plugins', () => {
    const manifest = (id: string, name: string) => ({id, name, version: '1.0.0', server: {executables: {}}});

    it('are a table of now, after the move, and what to do', async () => {
        const fake = makeFakeServer();
        fake.state.plugins.active = [manifest('com.mattermost.calls', 'Calls')];
        await draw(fake);
        await openStep('Check');
        await userEvent.click(screen.getByRole('button', {name: /^Plugins/}));
        const row = within(screen.getByRole('table')).getByRole('row', {name: /Calls 1\.0\.0/});
        expect(row.textContent).toMatch(/running · server code.*Not known.*Install the plugin from the Marketplace/);
    });

    it('with hostile names are text and nothing else', async () => {
        const fake = makeFakeServer();
        const nasty = '<img src=x onerror=alert(1)>\u202e=cmd()|@all';
        fake.state.plugins.active = [manifest('com.example.nasty', nasty)];
        const {container} = await draw(fake);
        await openStep('Check');
        await userEvent.click(screen.getByRole('button', {name: /^Plugins/}));
        expect(screen.getByRole('table').textContent).toContain('<img src=x onerror=alert(1)>');
        expect(container.querySelector('img')).toBeNull();
        expect(container.textContent).not.toContain('\u202e');
    });

    it('of a large server are cut after the worst, until all are asked for', async () => {
        const fake = makeFakeServer();
        fake.state.plugins.active = Array.from({length: 300}, (_, index) =>
            manifest(`com.example.p${index}`, `P ${index}`),
        );
        await draw(fake);
        await openStep('Check');
        await userEvent.click(screen.getByRole('button', {name: /^Plugins/}));
        expect(screen.getAllByRole('row')).toHaveLength(13);
        await userEvent.click(screen.getByRole('button', {name: 'Show all 300'}));
        expect(screen.getAllByRole('row')).toHaveLength(301);
    });
});

describe('situations', () => {
    it('loading: shapes and a word for screen readers', async () => {
        const server = {...makeFakeServer().server, fetchMe: () => new Promise<never>(() => undefined)};
        const {container} = render(<DrawnPage server={server} />);
        expect(screen.getByText('Looking at this deployment…')).toBeVisible();
        expect(await findAccessibilityProblems(container)).toEqual([]);
    });

    it('a read-only admin sees results and no button that changes anything', async () => {
        const fake = makeConnected('short', {
            me: {id: 'v'.repeat(26), username: 'viewer', roles: 'system_read_only_admin system_user', auth_service: ''},
        });
        const {container} = await draw(fake);
        expect(screen.getByText(/You can read everything here/)).toBeVisible();
        await userEvent.click(screen.getByRole('button', {name: /^Backup/}));
        await userEvent.click(screen.getByRole('button', {name: /^Warning.*attested/}));
        expect(screen.queryByRole('button', {name: /Accept|Vouch|Disconnect/})).toBeNull();
        await userEvent.click(screen.getByRole('button', {name: 'Check again'}));
        await waitFor(() => expect(fake.calls.filter((call) => call === 'fetchMe')).toHaveLength(2));
        expect(fake.calls).not.toContain('writePost');
        expect(await findAccessibilityProblems(container)).toEqual([]);
    });

    it('without permission for the configuration the results say so', async () => {
        const fake = makeFakeServer({problems: {fetchConfig: new ServerProblem('no_permission')}});
        await draw(fake);
        await openStep('Check');
        await userEvent.click(screen.getByRole('button', {name: /^Accounts and sign-in/}));
        expect(screen.getAllByText(/no permission to look/).length).toBeGreaterThan(0);
    });

    it('offline at first: one sentence and a way to try again', async () => {
        const fake = makeFakeServer({problems: {fetchMe: new ServerProblem('offline')}});
        const {container} = render(<DrawnPage server={fake.server} />);
        expect((await screen.findByRole('alert')).textContent).toMatch(/Mattermost does not answer/);
        expect(await findAccessibilityProblems(container)).toEqual([]);
        fake.state.problems = {};
        await userEvent.click(screen.getByRole('button', {name: 'Try again'}));
        expect(await screen.findByRole('heading', {level: 2})).toBeVisible();
    });

    it('offline later: what was seen stays, with its time', async () => {
        const fake = makeFakeServer();
        await draw(fake);
        fake.state.problems.fetchMe = new ServerProblem('server_error');
        await userEvent.click(screen.getByRole('button', {name: 'Check again'}));
        expect((await screen.findByRole('alert')).textContent).toMatch(
            /answered with an error.*These results are from/,
        );
        expect(verdict()).toBe('Not ready yet: 1 blocker');
    });

    it('an old server (11.2) is told that it cannot say which build it is', async () => {
        const clientConfig = {Version: '11.2.0', BuildEnterpriseReady: 'true'};
        await draw(makeFakeServer({clientConfig}));
        expect(screen.getByText(/Mattermost 11\.2\.0 does not report whether/)).toBeVisible();
    });

    it('a FIPS build: nothing to move, no runbook', async () => {
        const clientConfig = {Version: '11.7.2', BuildEnterpriseReady: 'true', IsFipsEnabled: 'true'};
        await draw(makeFakeServer({clientConfig}));
        expect(verdict()).toBe('Runs a FIPS build');
        await openStep('Check');
        expect(screen.queryByRole('button', {name: /Move by hand/})).toBeNull();
    });

    it('an unreadable queue is said, and the page’s own results stay', async () => {
        const fake = makeConnected('short');
        fake.state.problems.fetchPosts = new ServerProblem('not_found');
        await draw(fake);
        expect(screen.getByText(/The agent’s channel cannot be read now/)).toBeVisible();
        expect(verdict()).toBe('Not ready yet: 1 blocker');
    });
});

describe('inside the host’s form', () => {
    it('no button and no Enter submits it', async () => {
        const onSubmit = jest.fn();
        const {container} = await draw(makeConnected('short'), {onSubmit});
        const buttons = [...container.querySelectorAll('.fips-readiness button')];
        expect(buttons.length).toBeGreaterThan(10);
        expect(buttons.filter((button) => button.getAttribute('type') !== 'button')).toEqual([]);
        await userEvent.click(screen.getByRole('button', {name: /^Backup/}));
        await userEvent.click(screen.getByRole('button', {name: /^Warning.*attested/}));
        await userEvent.click(screen.getByRole('button', {name: 'Accept this risk…'}));
        await userEvent.type(screen.getByRole('textbox'), 'a{Enter}');
        expect(onSubmit).not.toHaveBeenCalled();
    });
});

describe('the journey', () => {
    const steps = () =>
        within(screen.getByRole('navigation'))
            .getAllByRole('listitem')
            .map((step) => step.textContent);

    it('stands at Connect before, and at Check after the agent is there', async () => {
        const {unmount} = await draw(makeFakeServer());
        expect(steps().slice(0, 2)).toEqual(['1Connect, now', '2Check, next']);
        unmount();
        await draw(makeConnected('short'));
        expect(steps()).toEqual(['Connect, done', '2Check, now', '3Plan, next', '4Swap, later', '5Verify, later']);
    });
});
