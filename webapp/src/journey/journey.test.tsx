import React from 'react';
import {act, render, screen, waitFor, within} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {makeSampleFacts} from '../../../test/samples/facts.ts';
import {planReply, runReply, openRun, stepsThrough, timeEvents} from '../../../test/samples/run.ts';
import {DrawnPage} from '../testing/draw_page.tsx';
import {KEYS, makeFakeServer, makeReplyPosts} from '../testing/fake_server.ts';
import type {FakeServer} from '../testing/fake_server.ts';
import {findAccessibilityProblems} from '../testing/find_accessibility_problems.ts';
import {openStep} from '../testing/open_step.ts';
import {makeReadyServer, readRequests} from '../testing/ready_server.ts';

async function draw(fake: FakeServer, rhythm = {}) {
    const drawn = render(<DrawnPage server={fake.server} rhythm={rhythm} />);
    await screen.findByRole('heading', {level: 2});
    return drawn;
}

const opened = () => screen.getByRole('link', {current: 'page'}).textContent;

it('opens where the deployment is by the facts, and each step at its address', async () => {
    const {container} = await draw(makeFakeServer());
    expect(opened()).toMatch(/^1Connect, now/);
    for (const step of ['Check', 'Plan', 'Swap', 'Verify'] as const) {
        await openStep(step);
        expect(window.location.hash).toBe(`#fips-${step.toLowerCase()}`);
        expect(await findAccessibilityProblems(container)).toEqual([]);
    }
    expect(screen.getByText(/^Nothing to verify yet/)).toBeVisible();
});

it('opens the view its address names, after a reload too', async () => {
    const fake = makeReadyServer();
    const {unmount} = await draw(fake);
    await openStep('Swap');
    unmount();
    render(<DrawnPage server={fake.server} address="/#fips-connect" />);
    await waitFor(() => expect(opened()).toMatch(/Connect/));
    expect(window.location.hash).toBe('#fips-connect');
});

it('goes back and forward with the browser', async () => {
    await draw(makeFakeServer());
    await openStep('Check');
    await openStep('Plan');
    act(() => window.history.back());
    await waitFor(() => expect(opened()).toMatch(/Check/));
    act(() => window.history.forward());
    await waitFor(() => expect(opened()).toMatch(/Plan/));
});

it('works by keyboard', async () => {
    await draw(makeFakeServer());
    screen.getByRole('link', {name: /^Check\b/}).focus();
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(opened()).toMatch(/Check/));
    expect(document.activeElement?.textContent).toMatch(/Check/);
});

it('follows a run that begins while another step is looked at', async () => {
    const fake = makeReadyServer();
    await draw(fake, {presenceMs: 20, runMs: 20});
    await openStep('Check');
    const events = timeEvents([openRun(), ...stepsThrough('backup')]);
    fake.state.posts.push(...makeReplyPosts(runReply(events), '', KEYS.secret));
    await waitFor(() => expect(opened()).toMatch(/Swap, now/));
    expect(screen.getByText('Save the database')).toBeVisible();
    expect(window.location.hash).toBe('');
});

describe('the steps done', () => {
    const lines = () =>
        within(screen.getByRole('list', {name: 'Done so far'}))
            .getAllByRole('listitem')
            .map((line) => line.textContent);

    it('are a line each before the step that is looked at, with the way to their view', async () => {
        const fake = makeReadyServer();
        fake.state.config['PasswordSettings'] = {MinimumLength: 14};
        fake.state.posts.push(...makeReplyPosts(planReply(), 'r'.repeat(26), KEYS.secret));
        await draw(fake);
        expect(lines()).toEqual([
            expect.stringMatching(/^Connected to the Compose project mattermost on ops-1 since .*Details$/),
            expect.stringMatching(/^Checked: no blockers, \d+ warnings, \d+ passedDetails$/),
        ]);
        await userEvent.click(screen.getByRole('link', {name: 'Details: Check'}));
        await waitFor(() => expect(opened()).toMatch(/Check/));
        expect(lines()).toHaveLength(1);
    });

    it('say what a run did, and judge nothing while it goes on', async () => {
        const fake = makeReadyServer();
        const events = timeEvents([openRun(), ...stepsThrough('backup')]);
        fake.state.posts.push(...makeReplyPosts(runReply(events), '', KEYS.secret));
        await draw(fake);
        expect(lines().slice(1)).toEqual([
            expect.stringMatching(/^Checked before the run/),
            expect.stringMatching(/^Approved by maria: move to the FIPS image/),
        ]);
    });

    it('are none before anything is done', async () => {
        await draw(makeFakeServer());
        await openStep('Plan');
        expect(screen.queryByRole('list', {name: 'Done so far'})).toBeNull();
    });
});

describe('the one next action', () => {
    const next = (name: string) => screen.getByRole('button', {name});

    it('shows the blockers, and nothing else', async () => {
        await draw(makeFakeServer());
        await userEvent.click(next('Fix the blocker'));
        await waitFor(() => expect(opened()).toMatch(/Check/));
        expect(screen.getByText(/result is shown: Blocker/)).toBeVisible();
        expect(document.activeElement?.contains(screen.getByText(/result is shown: Blocker/))).toBe(true);
    });

    it('connects where nothing else is known to stand in the way', async () => {
        const fake = makeFakeServer();
        fake.state.config['PasswordSettings'] = {MinimumLength: 14};
        await draw(fake);
        await openStep('Check');
        await userEvent.click(next('Connect the agent'));
        await waitFor(() => expect(opened()).toMatch(/Connect/));
    });

    it('leads to a plan that can be approved', async () => {
        const fake = makeReadyServer();
        fake.state.config['PasswordSettings'] = {MinimumLength: 14};
        fake.state.posts.push(...makeReplyPosts(planReply(), 'r'.repeat(26), KEYS.secret));
        await draw(fake);
        expect(opened()).toMatch(/Plan, now/);
        await openStep('Check');
        await userEvent.click(next('Review the plan'));
        expect(await screen.findByRole('button', {name: 'Approve and start'})).toBeVisible();
        expect(readRequests(fake)).toEqual([]);
    });
});

it('leads from the verdict card of a ready site to an approved plan: three clicks at most, and the typed name', async () => {
    const fake = makeReadyServer();
    fake.state.config['PasswordSettings'] = {MinimumLength: 14};
    const facts = {kind: 'facts', mode: 'swap', facts: makeSampleFacts()};
    fake.state.posts.push(...makeReplyPosts(facts, 's'.repeat(26), KEYS.secret, {create_at: Date.now() + 1}));
    const check = fake.state.onRequest;
    fake.state.onRequest = (post) => {
        check?.(post);
        if (post.message.includes('"kind":"plan"')) {
            fake.state.posts.push(...makeReplyPosts(planReply(), post.id, KEYS.secret, {create_at: Date.now() + 1}));
        }
    };
    await draw(fake);
    expect(screen.getByRole('heading', {level: 2}).textContent).toMatch(/^Ready/);
    let clicks = 0;
    const count = () => void (clicks += 1);
    document.addEventListener('click', count, true);
    try {
        const verdict = screen.getByRole('region', {name: /^Ready/});
        await userEvent.click(within(verdict).getByRole('button', {name: 'Make a plan'}));
        const field = await screen.findByLabelText('Type chat.example.com to approve');
        await userEvent.type(field, 'chat.example.com');
        await userEvent.click(screen.getByRole('button', {name: 'Approve and start'}));
        await waitFor(() => expect(readRequests(fake)).toContainEqual(expect.objectContaining({kind: 'approve'})));
    } finally {
        document.removeEventListener('click', count, true);
    }
    expect(clicks).toBeLessThanOrEqual(3);
});
