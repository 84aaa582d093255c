import React from 'react';
import {jest} from '@jest/globals';
import {render, screen, waitFor, within} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {makePlanDigest, printPlan} from '@fips-readiness/core';
import type {RunEventBody} from '@fips-readiness/core';
import {ServerProblem} from '../client/server_problem.ts';
import {DrawnPage} from '../testing/draw_page.tsx';
import {KEYS, makeReplyPosts} from '../testing/fake_server.ts';
import type {FakeServer} from '../testing/fake_server.ts';
import {findAccessibilityProblems} from '../testing/find_accessibility_problems.ts';
import {openStep} from '../testing/open_step.ts';
import {makeReadyServer, readRequests} from '../testing/ready_server.ts';
import {makeClusterPlan, makeSitePlan} from '../../../test/samples/plan.ts';
import {
    backStepsDone,
    openRun,
    RUN_ID,
    runReply,
    stepsThrough,
    SUCCEEDED,
    timeEvents,
} from '../../../test/samples/run.ts';

jest.setTimeout(30_000);

const NONCE = '9'.repeat(32);
const ROLLED_BACK: readonly RunEventBody[] = [
    openRun(),
    ...stepsThrough('recreate'),
    {kind: 'step_begun', step: 'wait'},
    {kind: 'step_failed', step: 'wait', reason: 'not_ready', data: {seconds: 300}, consequence: 'roll_back'},
    {kind: 'turned_back', because: 'not_ready'},
    ...backStepsDone(),
    {kind: 'closed', end: 'rolled_back', because: 'not_ready', downMs: 307_000, frontDownMs: null},
];
const FRONT_DOOR: readonly RunEventBody[] = [
    openRun(),
    ...stepsThrough('wait'),
    {kind: 'step_begun', step: 'verify'},
    {kind: 'noticed', notice: 'front_door', data: {reason: 'no_answer', names: []}},
    {
        kind: 'step_done',
        step: 'verify',
        outcome: 'verified',
        data: {passed: 10, skipped: ['docker_health.not_yet'], layers: 12},
    },
    {kind: 'closed', end: 'needs_attention', because: 'front_door', downMs: 5_000, frontDownMs: null},
];

async function draw(bodies: readonly RunEventBody[], nonce = NONCE, fake: FakeServer = makeReadyServer()) {
    fake.state.posts.push(...makeReplyPosts(runReply(timeEvents(bodies), {nonce}), '', KEYS.secret));
    const drawn = render(<DrawnPage server={fake.server} />);
    await screen.findByRole('heading', {level: 2});
    // After a run the agent is asked by itself.
    await waitFor(() => expect(screen.queryByText(/^Confirming/)).toBeNull());
    await openStep('Verify');
    return {...drawn, fake};
}

/** What was asked besides that. */
const wishes = (fake: FakeServer) =>
    readRequests(fake).filter((request) => (request as {readonly kind: string}).kind !== 'check');

const term = (name: string) => screen.getByText(name, {selector: 'dt'}).nextElementSibling?.textContent;

it('the receipt: downtime, what was proved, what the server says, and the way back for later', async () => {
    const clientConfig = {Version: '11.7.2', BuildEnterpriseReady: 'true', IsFipsEnabled: 'true'};
    const {container} = await draw(SUCCEEDED, NONCE, makeReadyServer({clientConfig}));
    expect(screen.getByRole('button', {name: /^Moved to the FIPS image.*@maria/})).toBeVisible();
    expect(term('Downtime')).toBe('0:05, measured at the server · expected 1 to 7 s');
    expect(term('This server now reports')).toMatch(/it runs a FIPS build/);
    expect(term('Change reference')).toBe('CHG-2041');
    expect(screen.getByText(/^11 layers passed: Container, Image, /)).toBeVisible();
    expect(screen.getByText('Not checked').parentElement?.textContent).toMatch(/health check.*not healthy before/);
    expect(screen.getByText(/The old image .*enterprise-edition:11\.7\.2 is kept/)).toBeVisible();
    const journey = within(screen.getByRole('navigation')).getAllByRole('listitem');
    expect(journey.map((step) => /done$/.test(step.textContent ?? ''))).toEqual([true, true, true, true, true]);
    await userEvent.click(screen.getByRole('button', {name: 'What was done, step by step'}));
    expect(await findAccessibilityProblems(container)).toEqual([]);
});

it('of a cluster whose pods were replaced one by one: no downtime is said to be none, not unknown', async () => {
    const fake = makeReadyServer();
    const plan = makeClusterPlan();
    const events = timeEvents([
        openRun(plan),
        {kind: 'step_begun', step: 'patch'},
        {kind: 'step_done', step: 'patch', outcome: 'patched', data: {}},
        ...stepsThrough('wait').slice(-2),
        {kind: 'closed', end: 'succeeded', because: 'all_steps_done', downMs: null, frontDownMs: null},
    ]);
    fake.state.posts.push(...makeReplyPosts(runReply(events, {plan}), '', KEYS.secret));
    render(<DrawnPage server={fake.server} />);
    await screen.findByRole('heading', {level: 2});
    await openStep('Verify');
    expect(term('Downtime')).toBe('none');
});

it('after a rollback that was asked for, the card shows what the rollback proved, not what the move had found', async () => {
    await draw([
        ...FRONT_DOOR,
        {kind: 'roll_back_asked', by: {kind: 'host', user: 'maria', host: 'chat'}},
        ...(['restore_files', 'restore_container', 'wait_back'] as const).flatMap((step): RunEventBody[] => [
            {kind: 'back_begun', step},
            {kind: 'back_done', step, outcome: 'restored', data: {}},
        ]),
        {kind: 'back_begun', step: 'verify_back'},
        {kind: 'back_done', step: 'verify_back', outcome: 'verified', data: {passed: 12, skipped: [], layers: 12}},
        {kind: 'closed', end: 'rolled_back', because: 'roll_back_asked', downMs: 4_000, frontDownMs: null},
    ]);
    expect(screen.getByRole('button', {name: /^Rolled back on request/})).toBeVisible();
    // 5 s of the swap, 4 s of the rollback.
    expect(term('Downtime')).toBe('0:09, measured at the server: the swap and its rollback together');
    expect(screen.getByText(/^There is nothing to fix/)).toBeVisible();
    expect(screen.queryByText(/what failed/)).toBeNull();
    expect(screen.getByRole('heading', {name: 'The old state, verified again after the rollback'})).toBeVisible();
    expect(screen.getByText(/^12 layers passed: Container, Image, .*Web app/)).toBeVisible();
    expect(screen.queryByText('Failed', {selector: '.fr-layers .fr-chip'})).toBeNull();
});

it('after a rollback, what the FIPS server has stored is named, with the commands that remove it', async () => {
    const plan = makeSitePlan({storedByServer: [{id: 'focalboard', version: '9.2.2'}]});
    const fake = makeReadyServer();
    fake.state.posts.push(...makeReplyPosts(runReply(timeEvents(ROLLED_BACK), {plan}), '', KEYS.secret));
    render(<DrawnPage server={fake.server} />);
    await screen.findByText(/the FIPS server has stored its own build of focalboard 9\.2\.2/);
    expect(screen.getByText(/plugin delete focalboard/)).toBeVisible();
});

describe('right after a run', () => {
    const heading = () => screen.getByRole('heading', {level: 2}).textContent;
    const site = /^Up on the old image: the swap was rolled back because Mattermost was not ready within 300 s$/;

    it('the headline is the state of the site, and nothing seen before is judged', async () => {
        const fake = makeReadyServer();
        fake.state.onRequest = () => undefined;
        fake.state.posts.push(...makeReplyPosts(runReply(timeEvents(ROLLED_BACK)), '', KEYS.secret));
        const {container} = render(<DrawnPage server={fake.server} rhythm={{askMs: 20}} />);
        expect(await screen.findByText(/^Confirming… The agent is checking the site again/)).toBeVisible();
        expect(heading()).toMatch(site);
        expect(container.textContent).not.toMatch(
            /Cannot tell|Not ready|Ready for|runs a FIPS build|Runs a FIPS build/,
        );
        expect(screen.queryByText('This server now reports')).toBeNull();
        expect(screen.queryByRole('button', {name: /^Passed/})).toBeNull();
        expect(screen.queryByRole('button', {name: /^Make a plan/})).toBeNull();
        expect(await findAccessibilityProblems(container)).toEqual([]);
        // The agent stays silent: what the page sees by itself is said to be that.
        expect(await screen.findByText(/^Not confirmed yet: the agent has not checked/)).toBeVisible();
        expect(heading()).toMatch(site);
        expect(screen.getByText(/^Checks: Not ready yet: 1 blocker$/)).toBeVisible();
        expect(screen.getByText('The agent did not answer in time', {exact: false})).toBeVisible();
    });

    it('it stays the headline once the agent has looked again, with what the checks say below', async () => {
        await draw(ROLLED_BACK);
        expect(heading()).toMatch(site);
        expect(screen.getByText(/^Checks: /)).toBeVisible();
        expect(screen.queryByText(/^Not confirmed yet/)).toBeNull();
        expect(term('This server now reports')).toMatch(/does not run a FIPS build/);
    });
});

it('the receipt shows what the agent’s bot could do, and what it could not', async () => {
    const functions = ['message: ok', 'upload: not_permitted', 'search: late', 'hostile: <b>', 'thread'];
    const told = SUCCEEDED.map((event) =>
        event.kind === 'step_done' && event.step === 'verify' ? {...event, data: {...event.data, functions}} : event,
    );
    const {container} = await draw(told);
    const list = screen.getByRole('heading', {name: /Core functions, tested by/}).nextElementSibling;
    expect([...(list?.children ?? [])].map((line) => line.textContent)).toEqual([
        'PassedMessage Posted and read back.',
        'Not checkedUpload Switched off on this server.',
        expect.stringMatching(/^FailedSearch Not found in time/),
    ]);
    expect(await findAccessibilityProblems(container)).toEqual([]);
});

it('the receipt folds what works to one line, which opens', async () => {
    const functions = ['message: ok', 'upload: ok', 'search: late'];
    const told = SUCCEEDED.map((event) =>
        event.kind === 'step_done' && event.step === 'verify' ? {...event, data: {...event.data, functions}} : event,
    );
    await draw(told);
    expect(screen.getByText('2 functions work: Message, Upload')).toBeVisible();
    expect(screen.queryByText(/Posted and read back/)).toBeNull();
    await userEvent.click(screen.getByRole('button', {name: /^What each one showed/}));
    expect(screen.getByText(/Posted and read back/)).toBeVisible();
});

it('rolls back after saying what comes back, with the nonce of the newest word', async () => {
    const {container, fake} = await draw(SUCCEEDED);
    await userEvent.click(screen.getByRole('button', {name: 'Roll back…'}));
    expect(screen.getByText(/Restored: files, container and the image/)).toBeVisible();
    expect(screen.getByText(/Kept: everything users have written/)).toBeVisible();
    expect(await findAccessibilityProblems(container)).toEqual([]);
    await userEvent.click(screen.getByRole('button', {name: 'Roll back now'}));
    const digest = makePlanDigest(printPlan(makeSitePlan()));
    await waitFor(() => expect(wishes(fake)).toMatchObject([{kind: 'roll_back', runId: RUN_ID, digest, nonce: NONCE}]));
});

it('weeks later a fresh word is asked for first', async () => {
    const fake = makeReadyServer();
    const old = Date.now() - 20 * 86_400_000;
    const events = timeEvents(SUCCEEDED, old);
    fake.state.posts.unshift(
        ...makeReplyPosts(runReply(events, {nonce: NONCE}), '', KEYS.secret, {create_at: old, update_at: old}),
    );
    fake.state.onRequest = (post) => {
        if (readRequests(fake).length === 1) {
            const fresh = runReply(events, {nonce: '8'.repeat(32)});
            fake.state.posts.push(
                ...makeReplyPosts({kind: 'history', runs: []}, post.id, KEYS.secret),
                ...makeReplyPosts(fresh, post.id, KEYS.secret),
            );
        }
    };
    render(<DrawnPage server={fake.server} />);
    await screen.findByRole('heading', {level: 2});
    await openStep('Verify');
    await userEvent.click(screen.getByRole('button', {name: /^Moved to the FIPS image/}));
    await userEvent.click(screen.getByRole('button', {name: 'Roll back…'}));
    await userEvent.click(screen.getByRole('button', {name: 'Roll back now'}));
    await waitFor(() =>
        expect(readRequests(fake)).toMatchObject([{kind: 'show'}, {kind: 'roll_back', nonce: '8'.repeat(32)}]),
    );
});

it('discards what was kept with a fresh one-time word, and then offers no way back', async () => {
    const {fake, container} = await draw(SUCCEEDED, NONCE);
    await userEvent.click(screen.getByRole('button', {name: 'Discard the old image…'}));
    expect(screen.getByText(/^Afterwards this run cannot be rolled back/)).toBeVisible();
    expect(await findAccessibilityProblems(container)).toEqual([]);
    const discarded: RunEventBody = {
        kind: 'discarded',
        by: {kind: 'host', user: 'root', host: 'h'},
        removed: ['image'],
    };
    fake.state.onRequest = (post) => {
        const asked = (readRequests(fake).at(-1) as {readonly kind?: string} | undefined)?.kind;
        const events = timeEvents([...SUCCEEDED, ...(asked === 'discard' ? [discarded] : [])]);
        fake.state.posts.push(
            ...makeReplyPosts({kind: 'history', runs: []}, post.id, KEYS.secret),
            ...makeReplyPosts(
                runReply(events, {discardNonce: asked === 'discard' ? '' : '7'.repeat(32)}),
                post.id,
                KEYS.secret,
            ),
        );
    };
    await userEvent.click(screen.getByRole('button', {name: 'Discard it'}));
    expect(await screen.findByText(/^The old image of this run was discarded/)).toBeVisible();
    expect(wishes(fake)).toMatchObject([{kind: 'show'}, {kind: 'discard', nonce: '7'.repeat(32)}]);
    expect(screen.queryByRole('button', {name: 'Roll back…'})).toBeNull();
});

it('works without the agent, with what the posts tell', async () => {
    await draw(SUCCEEDED, NONCE, makeReadyServer({botActiveAtMs: Date.now() - 86_400_000}));
    expect(term('Downtime')).toMatch(/^0:05/);
});

it('rolled back: what failed, what was kept, what to do', async () => {
    const {container} = await draw(ROLLED_BACK, '');
    expect(screen.getByRole('button', {name: /^Rolled back: the site is as it was before/})).toBeVisible();
    expect(term('What failed')).toBe('Wait until Mattermost is ready: Mattermost was not ready within 300 s');
    expect(term('The site now')).toBe('The deployment is in its former state.');
    expect(term('Downtime')).toMatch(/^5:07/);
    expect(screen.getByRole('group', {name: /on the agent’s host/}).textContent).toBe('fips-agent status a1a1a1a1');
    expect(screen.queryByRole('button', {name: 'Roll back…'})).toBeNull();
    expect(await findAccessibilityProblems(container)).toEqual([]);
});

it('needs attention: what to look at, the way back, and the kit', async () => {
    const {container} = await draw(FRONT_DOOR);
    expect(term('Needs attention')).toMatch(/site URL does not answer as it should/);
    expect(screen.getByText('Failed').parentElement?.textContent).toMatch(/Site URL.*does not answer there/);
    expect(screen.getByRole('button', {name: 'Roll back…'})).toBeVisible();
    expect(screen.getByText(/rollback\.sh/)).toBeVisible();
    expect(await findAccessibilityProblems(container)).toEqual([]);
});

it('refused: nothing was changed, and no way back is offered', async () => {
    const versions = {image: 'x:11', found: '11.8.0', running: '11.7.2'};
    await draw(
        [
            openRun(),
            ...stepsThrough('pull'),
            {kind: 'step_begun', step: 'inspect'},
            {kind: 'step_failed', step: 'inspect', reason: 'version_differs', data: versions, consequence: 'roll_back'},
            {kind: 'closed', end: 'refused', because: 'version_differs', downMs: null, frontDownMs: null},
        ],
        '',
    );
    // An error of the agent as a reason: its title, never the bare code.
    expect(term('What failed')).toBe(
        'Inspect the image: x:11 contains Mattermost 11.8.0, but the running server is 11.7.2',
    );
    expect(term('The site now')).toBe('The deployment was not changed.');
    expect(term('Downtime')).toBe('none');
    expect(screen.queryByRole('button', {name: 'Roll back…'})).toBeNull();
});

describe('history', () => {
    const line = (runId: string, end: string) => ({
        runId,
        goal: 'to_fips',
        openedAt: '2026-11-14T09:10:00.000Z',
        closedAt: '2026-11-14T09:20:00.000Z',
        by: '=cmd()\u202e',
        end,
        downMs: 300_000,
        from: 'a',
        to: 'b',
    });

    it('lists every run, the newest first, with hostile names made visible', async () => {
        const fake = makeReadyServer();
        fake.state.posts.push(
            ...makeReplyPosts(
                {kind: 'history', runs: [line('b2'.repeat(16), 'rolled_back')]},
                'h'.repeat(26),
                KEYS.secret,
            ),
        );
        const {container} = await draw(SUCCEEDED, NONCE, fake);
        await userEvent.click(screen.getByRole('button', {name: /^History.*2 runs\. The last one: Succeeded/}));
        const rows = within(screen.getByRole('table', {name: /Every run/}))
            .getAllByRole('row')
            .slice(1);
        expect(rows.map((row) => row.textContent)).toEqual([
            expect.stringMatching(/maria0:05Succeeded$/),
            expect.stringMatching(/\\u\{202e\}5:00Rolled back$/),
        ]);
        expect(await findAccessibilityProblems(container)).toEqual([]);
    });

    it('is asked of the agent where the posts tell nothing', async () => {
        const fake = makeReadyServer();
        fake.state.onRequest = (post) =>
            void fake.state.posts.push(...makeReplyPosts({kind: 'history', runs: []}, post.id, KEYS.secret));
        render(<DrawnPage server={fake.server} />);
        await screen.findByRole('heading', {level: 2});
        await openStep('Verify');
        await userEvent.click(screen.getByRole('button', {name: /^History.*No run is recorded here/}));
        await userEvent.click(screen.getByRole('button', {name: 'Ask the agent for its runs'}));
        await waitFor(() => expect(readRequests(fake)).toMatchObject([{kind: 'show'}]));
    });
});

it('an unreadable queue keeps the receipt away, and says so', async () => {
    const fake = makeReadyServer();
    fake.state.problems.fetchPosts = new ServerProblem('not_found');
    await draw(SUCCEEDED, NONCE, fake);
    expect(screen.queryByRole('button', {name: /^Moved to/})).toBeNull();
    expect(screen.getByText(/channel cannot be read now/)).toBeVisible();
});
