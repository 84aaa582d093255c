import React from 'react';
import {jest} from '@jest/globals';
import {render, screen, waitFor, within} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {printFingerprint} from '@fips-readiness/core';
import {ServerProblem} from '../client/server_problem.ts';
import {DrawnPage} from '../testing/draw_page.tsx';
import {connect, CONNECTION, IDS, KEYS, makeFakeServer, makeReplyPosts, OTHER_KEYS} from '../testing/fake_server.ts';
import type {FakeServer} from '../testing/fake_server.ts';
import {findAccessibilityProblems} from '../testing/find_accessibility_problems.ts';
import {openStep, waitForPage} from '../testing/open_step.ts';

// Whole journeys by keyboard and mouse, and axe on each: slow beside other work on two cores.
jest.setTimeout(30_000);

const makeHello = (publicKey: string) => ({
    kind: 'hello',
    mode: 'read_only',
    publicKey,
    deployment: {kind: 'compose', name: 'mattermost', service: 'mattermost'},
});

/** `listens`: the page looks by itself all the time. */
async function draw(fake: FakeServer, {listens = false, isSecure = true} = {}) {
    const drawn = render(
        <DrawnPage
            server={fake.server}
            site={{isSecure}}
            rhythm={listens ? {firstWordMs: 10, connectionMs: 10} : {}}
        />,
    );
    await waitForPage();
    return drawn;
}

async function showChanges(): Promise<HTMLElement> {
    await userEvent.click(screen.getByRole('button', {name: /in three steps/}));
    await userEvent.click(screen.getByRole('button', {name: 'Show the changes'}));
    const go = await screen.findByRole('button', {name: 'Make these changes'});
    const step = go.closest('li');
    if (!step) {
        throw new Error('the button stands in no step');
    }
    return step;
}

function savedConnection({state}: FakeServer): unknown {
    const plugins = state.config['PluginSettings']?.['Plugins'] as Record<string, Record<string, string>>;
    const text = plugins['fips-readiness']?.['connection'];
    return text === undefined ? undefined : JSON.parse(text);
}

describe('the first way', () => {
    it('is one command, and the page notices by itself when it is done', async () => {
        const fake = makeFakeServer();
        const {container} = await draw(fake, {listens: true});
        expect(screen.getByLabelText('With one command').textContent).toMatch(/docker run .*fips-agent:.* init$/s);
        connect(fake.state, CONNECTION);
        // The next step opens by itself; this one stays a line of its own.
        await screen.findByRole('link', {name: /^Check\b.*now/, current: 'page'});
        await openStep('Connect');
        expect(screen.getByRole('button', {name: /The agent is connected/})).toBeVisible();
        expect(container.textContent).toContain(printFingerprint(KEYS.publicKey));
    });

    it('is not offered to whoever cannot use it', async () => {
        const fake = makeFakeServer();
        fake.state.me.roles = 'system_read_only_admin';
        await draw(fake);
        expect(screen.queryByText('With one command')).toBeNull();
        expect(screen.queryByRole('button', {name: /in three steps/})).toBeNull();
    });
});

describe('the second way', () => {
    it('names every change before it asks anything of the server', async () => {
        const fake = makeFakeServer();
        const {container} = await draw(fake);
        const changes = within(await showChanges())
            .getAllByRole('listitem')
            .map((item) => item.textContent);
        expect(changes).toEqual([
            expect.stringContaining('EnableBotAccountCreation'),
            expect.stringContaining('@fips-agent'),
            expect.stringContaining('team fips-readiness'),
            expect.stringContaining('channel fips-queue'),
            expect.stringContaining('@maria'),
            expect.stringContaining('token'),
            expect.stringContaining('settings of this plugin'),
        ]);
        expect(fake.patches).toEqual([]);
        expect(fake.calls).not.toContain('createBot');
        expect(await findAccessibilityProblems(container)).toEqual([]);
    });

    it('makes them, puts the setting back, and shows the token once', async () => {
        const fake = makeFakeServer();
        const {container, unmount} = await draw(fake);
        await showChanges();
        await userEvent.click(screen.getByRole('button', {name: 'Make these changes'}));
        expect((await screen.findByLabelText(/^The bot’s token, shown only once/)).textContent).toBe(
            'shown-once-token',
        );
        expect(fake.patches.slice(0, 2)).toEqual([
            {ServiceSettings: {EnableBotAccountCreation: true}},
            {ServiceSettings: {EnableBotAccountCreation: false}},
        ]);
        expect(savedConnection(fake)).toEqual({...CONNECTION, publicKey: ''});
        expect(screen.getByLabelText(/^Write the settings/).textContent).toContain(`CHANNEL_ID: ${IDS.channel}`);
        expect(JSON.stringify(fake.state.config)).not.toContain('shown-once-token');
        expect(await findAccessibilityProblems(container)).toEqual([]);
        unmount();
        await draw(fake);
        expect(screen.queryByText('shown-once-token')).toBeNull();
        await userEvent.click(screen.getByRole('button', {name: 'Create a new token'}));
        expect(await screen.findByLabelText(/^The bot’s token, shown only once/)).toBeVisible();
        expect(fake.calls).toContain('revokeToken');
    });

    it('uses other names where these are taken', async () => {
        const server = {
            ...makeFakeServer().server,
            fetchUsersByName: ([name]: readonly string[]) => Promise.resolve(name === 'fips-agent' ? [{}] : []),
        };
        render(<DrawnPage server={server} />);
        await waitForPage();
        expect((await showChanges()).textContent).toContain('@fips-agent-2');
    });

    it('says where it stopped, and goes on from there without making anything twice', async () => {
        const fake = makeFakeServer();
        await draw(fake);
        await showChanges();
        fake.state.problems.createChannel = new ServerProblem('server_error', 'store.sql_channel.save.error');
        await userEvent.click(screen.getByRole('button', {name: 'Make these changes'}));
        expect((await screen.findByRole('alert')).textContent).toMatch(/Stopped at: Create the private channel/);
        expect(savedConnection(fake)).toEqual({...CONNECTION, channelId: '', publicKey: ''});
        fake.state.problems = {};
        await userEvent.click(screen.getByRole('button', {name: 'Make these changes'}));
        await screen.findByLabelText(/^The bot’s token, shown only once/);
        expect(fake.calls.filter((call) => call === 'createBot')).toHaveLength(1);
        expect(fake.calls.filter((call) => call === 'createTeam')).toHaveLength(1);
    });

    it('does not take up a bot that no system admin made', async () => {
        const fake = makeFakeServer();
        connect(fake.state, {...CONNECTION, channelId: '', publicKey: ''});
        const server = {
            ...fake.server,
            fetchBot: () => Promise.resolve({user_id: IDS.bot, username: 'x', owner_id: IDS.stranger, delete_at: 0}),
        };
        render(<DrawnPage server={server} />);
        await waitForPage();
        await userEvent.click(screen.getByRole('button', {name: 'Show the changes'}));
        expect(await screen.findByText(/Create the bot account @fips-agent,/)).toBeVisible();
    });

    it('believes nobody until the key was compared', async () => {
        const fake = makeFakeServer();
        connect(fake.state, {...CONNECTION, publicKey: ''});
        await draw(fake, {listens: true});
        expect(screen.getByText(/sends its first message within a minute/)).toBeVisible();
        fake.state.posts.push(...makeReplyPosts(makeHello(KEYS.publicKey), '', KEYS.secret));
        expect(await screen.findByText(printFingerprint(KEYS.publicKey) ?? '')).toBeVisible();
        expect(screen.getByText(/Agent not confirmed/)).toBeVisible();
        await userEvent.click(screen.getByRole('button', {name: 'They are the same'}));
        // The next step opens by itself; this one stays a line of its own.
        await screen.findByRole('link', {name: /^Check\b.*now/, current: 'page'});
        await openStep('Connect');
        expect(screen.getByRole('button', {name: /The agent is connected/})).toBeVisible();
        expect(savedConnection(fake)).toEqual(CONNECTION);
    });

    it('shows no key of a hello that somebody else signed', async () => {
        const fake = makeFakeServer();
        connect(fake.state, {...CONNECTION, publicKey: ''});
        fake.state.posts.push(...makeReplyPosts(makeHello(KEYS.publicKey), '', OTHER_KEYS.secret));
        const {container} = await draw(fake);
        expect(await findAccessibilityProblems(container)).toEqual([]);
        expect(screen.queryByRole('button', {name: 'They are the same'})).toBeNull();
    });

    it('warns before a token is shown over plain http', async () => {
        await draw(makeFakeServer(), {isSecure: false});
        await showChanges();
        await userEvent.click(screen.getByRole('button', {name: 'Make these changes'}));
        expect(await screen.findByText(/the token can be read on its way/)).toBeVisible();
    });
});

describe('Disconnect', () => {
    async function openDisconnect(): Promise<void> {
        await waitForPage();
        await openStep('Connect');
        await userEvent.click(screen.getByRole('button', {name: /The agent is connected/}));
        await userEvent.click(screen.getByRole('button', {name: 'Disconnect…'}));
    }

    it('names what it takes out, then takes it out and keeps other plugins’ settings', async () => {
        const fake = makeFakeServer();
        connect(fake.state, CONNECTION);
        const {container} = await draw(fake);
        await openDisconnect();
        expect(await screen.findByText(/was created by @maria/)).toBeVisible();
        expect(await findAccessibilityProblems(container)).toEqual([]);
        expect(fake.calls).not.toContain('revokeToken');
        await userEvent.click(screen.getByRole('button', {name: 'Disconnect'}));
        expect(await screen.findByRole('heading', {name: 'Connect the agent'})).toBeVisible();
        for (const call of ['revokeToken', 'disableBot', 'archiveChannel', 'archiveTeam']) {
            expect(fake.calls).toContain(call);
        }
        expect(savedConnection(fake)).toBeUndefined();
        expect(fake.state.config['PluginSettings']?.['Plugins']).toHaveProperty('jira');
    });

    it('says where it stopped; what is gone already does not stop it', async () => {
        const fake = makeFakeServer();
        connect(fake.state, CONNECTION);
        fake.state.problems = {
            archiveChannel: new ServerProblem('not_found'),
            archiveTeam: new ServerProblem('no_permission'),
        };
        await draw(fake);
        await openDisconnect();
        await userEvent.click(screen.getByRole('button', {name: 'Disconnect'}));
        await waitFor(() => expect(screen.getByRole('alert').textContent).toMatch(/Stopped at: Archive the team/));
        expect(savedConnection(fake)).toEqual(CONNECTION);
    });
});
