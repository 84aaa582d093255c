import React from 'react';
import {jest} from '@jest/globals';
import {fireEvent, render, screen, waitFor, within} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {makeFact, makePlanDigest, printPlan} from '@fips-readiness/core';
import type {Plan, QueuePost} from '@fips-readiness/core';
import {makeAgentFacts} from '../testing/agent_facts.ts';
import {DrawnPage} from '../testing/draw_page.tsx';
import {IDS, KEYS, makeReplyPosts, OTHER_KEYS} from '../testing/fake_server.ts';
import type {FakeServer} from '../testing/fake_server.ts';
import {findAccessibilityProblems} from '../testing/find_accessibility_problems.ts';
import {openStep} from '../testing/open_step.ts';
import {makeReadyServer, readRequests} from '../testing/ready_server.ts';
import {makeClusterPlan, makeSitePlan} from '../../../test/samples/plan.ts';
import {PLAN_NONCE, planReply} from '../../../test/samples/run.ts';

// Whole journeys by keyboard and mouse, and axe on each: slow beside other work on two cores.
jest.setTimeout(30_000);

/** A page whose agent has made this plan before. */
async function drawPlan(body: object, fake: FakeServer = makeReadyServer(), change: Partial<QueuePost> = {}) {
    fake.state.posts.push(...makeReplyPosts(body, 'r'.repeat(26), KEYS.secret, change));
    const drawn = render(<DrawnPage server={fake.server} />);
    await screen.findByRole('heading', {level: 2});
    await openStep('Plan');
    return {...drawn, fake};
}

const section = () => within(screen.getByRole('region', {name: 'Plan'}));
const approveButton = () => screen.queryByRole('button', {name: 'Approve and start'});

it('asks for a plan to the chosen goal and shows what comes', async () => {
    const fake = makeReadyServer();
    fake.state.onRequest = (post) => void fake.state.posts.push(...makeReplyPosts(planReply(), post.id, KEYS.secret));
    const {container} = render(<DrawnPage server={fake.server} />);
    await screen.findByRole('heading', {level: 2});
    await openStep('Plan');
    expect(section().getByRole('radio', {name: 'Move to the FIPS image', checked: true})).toBeVisible();
    expect(await findAccessibilityProblems(container)).toEqual([]);
    await userEvent.click(section().getByRole('button', {name: 'Make a plan'}));
    expect(await section().findByText('No check blocks this plan.')).toBeVisible();
    expect(readRequests(fake)).toMatchObject([{kind: 'plan', goal: 'to_fips'}]);
});

it('shows the exact change, the images, the downtime with its source, plugins, risks and a text for the users', async () => {
    const {container} = await drawPlan(planReply());
    const plan = section();
    expect(plan.getByText('/opt/mattermost/.env:24')).toBeVisible();
    expect(plan.getByText('- MATTERMOST_IMAGE=mattermost-enterprise-edition').tagName).toBe('DEL');
    expect(plan.getByText('+ MATTERMOST_IMAGE=mattermost-enterprise-fips-edition').tagName).toBe('INS');
    expect(
        plan.getByText('4 to 7 s, measured on this host: its last start, earlier runs and rehearsals'),
    ).toBeVisible();
    expect(plan.getByText(/Backup: accepted by maria|Backup.*accepted by maria/)).toBeVisible();
    expect(plan.getByText('focalboard 9.2.2')).toBeVisible();
    expect(plan.getByText(/^Recreate the container/).textContent).toMatch(/Mattermost goes down$/);
    expect(plan.getByText(/^Wait until Mattermost is ready/).textContent).toMatch(/Mattermost is up again$/);
    expect(plan.getByText('Open warnings')).toBeVisible();
    expect(plan.getByText(/A rollback restores: files, container and image/)).toBeVisible();
    expect(plan.getByRole('group', {name: 'Text for your users'}).textContent).toMatch(/down for a few moments/);
    expect(plan.getByText(makePlanDigest(printPlan(makeSitePlan())))).toBeVisible();
    expect(await findAccessibilityProblems(container)).toEqual([]);
});

it('shows whole lines with their variable, masks the secret in them, and names the plugins', async () => {
    const fake = makeReadyServer();
    const now = new Date().toISOString();
    const from = <T,>(value: T) => makeFact(value, 'agent_compose', now);
    const server = {executables: {}};
    fake.state.plugins.active = [{id: 'focalboard', name: 'Boards', version: '9.2.2', server}];
    const facts = {
        ...makeAgentFacts('short'),
        image_source: from({kind: 'variable', file: '.env', line: 24, variable: 'MATTERMOST_IMAGE'}),
    };
    fake.state.posts.push(...makeReplyPosts({kind: 'facts', mode: 'swap', facts}, 's'.repeat(26), KEYS.secret));
    const path = '/opt/mattermost/.env';
    const rotation = {role: 'mmuser', database: 'mattermost', because: 'too_short', path, line: 18, otherClients: []};
    const plan = makeSitePlan({
        rotation: {...rotation, because: 'too_short'},
        change: changeOf([
            {
                path,
                line: 24,
                before: 'MATTERMOST_IMAGE=mattermost-enterprise-edition',
                after: 'MATTERMOST_IMAGE=mattermost-enterprise-fips-edition',
            },
            {path, line: 18, before: 'POSTGRES_PASSWORD=[redacted]', after: 'POSTGRES_PASSWORD=[redacted]'},
        ]),
    });
    const {container} = await drawPlan(planReply(plan), fake, {create_at: Date.now() + 5});
    expect(section().getByText(`${path}:24 · MATTERMOST_IMAGE`)).toBeVisible();
    expect(section().getByText(`${path}:18 · database password`)).toBeVisible();
    expect(section().getByText('- POSTGRES_PASSWORD=••••••••').tagName).toBe('DEL');
    expect(section().getByText('+ POSTGRES_PASSWORD=••••••••').tagName).toBe('INS');
    expect(container.textContent).not.toContain('[redacted]');
    expect(section().getByText('Boards 9.2.2')).toBeVisible();
});

it('of a cluster: names resource, Secret and no downtime, and nothing of a host or its containers', async () => {
    const plan = makeClusterPlan();
    const {container} = await drawPlan(planReply(plan));
    expect(section().getByText('production · Mattermost resource mm · Mattermost 11.7.2')).toBeVisible();
    expect(section().getByText('+ a/fips').tagName).toBe('INS');
    expect(section().getByText(/set in the Secret db \(DB_CONNECTION_STRING\).*cannot open new ones/)).toBeVisible();
    expect(section().getByText('none expected')).toBeVisible();
    expect(section().getByRole('group', {name: 'Text for your users'}).textContent).toMatch(/No downtime is expected/);
    expect(container.textContent).not.toMatch(/not on this host|Recreated with it|will be down/);
    expect(await findAccessibilityProblems(container)).toEqual([]);
});

it('approves its own digest over the shown bytes, after the host’s name was typed', async () => {
    const {fake} = await drawPlan(planReply());
    const field = screen.getByLabelText('Type chat.example.com to approve');
    await userEvent.type(field, 'chat.example.org{Enter}');
    expect(screen.getByText('That is not chat.example.com.')).toBeVisible();
    await userEvent.click(screen.getByRole('button', {name: 'Approve and start'}));
    expect(document.activeElement).toBe(field);
    expect(readRequests(fake)).toEqual([]);
    await userEvent.clear(field);
    await userEvent.type(field, 'chat.example.com');
    await userEvent.type(screen.getByLabelText(/^Change reference/), 'CHG-1');
    await userEvent.click(screen.getByRole('button', {name: 'Approve and start'}));
    await waitFor(() => expect(readRequests(fake)).toHaveLength(1));
    const plan = makeSitePlan();
    expect(readRequests(fake)).toMatchObject([
        {
            kind: 'approve',
            planId: plan.id,
            goal: 'to_fips',
            digest: makePlanDigest(printPlan(plan)),
            nonce: PLAN_NONCE,
            code: '',
            changeReference: 'CHG-1',
            window: null,
        },
    ]);
    expect(await screen.findByText(/^The agent has not answered\. Until .* it can still take up/)).toBeVisible();
});

it('asks for the host’s code where the agent does', async () => {
    const {fake} = await drawPlan(planReply(makeSitePlan(), {approval: 'host'}));
    await userEvent.type(screen.getByLabelText('Type chat.example.com to approve'), 'chat.example.com{Enter}');
    expect(screen.getByText('Enter eight digits.')).toBeVisible();
    await userEvent.type(screen.getByLabelText('Code from the host'), '12345678{Enter}');
    await waitFor(() => expect(readRequests(fake)).toMatchObject([{kind: 'approve', code: '12345678'}]));
});

it('names the checks in its way, and offers no approval', async () => {
    const blocked = planReply(makeSitePlan(), {failing: ['database_password_length'], unknown: ['node_coverage']});
    const {container} = await drawPlan(blocked);
    expect(section().getByText(/2 checks block this plan/)).toBeVisible();
    expect(section().getByText(/Nodes seen/)).toBeVisible();
    expect(approveButton()).toBeNull();
    expect(await findAccessibilityProblems(container)).toEqual([]);
});

const changeOf = (edits: Extract<Plan['change'], {way: 'files'}>['edits']): Plan['change'] => ({
    way: 'files',
    edits,
    fingerprints: [],
    recreated: [],
});

it('a plan for a person: the reason, and no approval', async () => {
    const {container} = await drawPlan(
        planReply(makeSitePlan({mode: 'handover', handover: 'built_here', change: changeOf([])})),
    );
    expect(section().getByText(/The service is built here/)).toBeVisible();
    expect(screen.getByRole('button', {name: /Move by hand/})).toBeVisible();
    expect(approveButton()).toBeNull();
    expect(await findAccessibilityProblems(container)).toEqual([]);
});

it('a read-only agent: what to set, and no approval', async () => {
    await drawPlan(planReply(), makeReadyServer({}, 'read_only'));
    expect(section().getByText(/run MODE=swap fips-agent init on its host/)).toBeVisible();
    expect(section().getByText(/-e MODE=swap/)).toBeVisible();
    expect(approveButton()).toBeNull();
});

it('a read-only admin reads the plan and has no button', async () => {
    const me = {id: 'v'.repeat(26), username: 'viewer', roles: 'system_read_only_admin system_user', auth_service: ''};
    await drawPlan(planReply(), makeReadyServer({me}));
    expect(section().getByText('No check blocks this plan.')).toBeVisible();
    expect(section().queryAllByRole('button', {name: /Make|Approve/})).toEqual([]);
});

it('a plan older than ten minutes is made again', async () => {
    const old = Date.now() - 11 * 60_000;
    await drawPlan(planReply(), makeReadyServer(), {create_at: old, update_at: old});
    expect(section().getByText(/this one has expired/)).toBeVisible();
    expect(screen.queryByText('No check blocks this plan.')).toBeNull();
    expect(approveButton()).toBeNull();
    expect(section().getByRole('button', {name: 'Make a new plan'})).toBeVisible();
});

it('a plan whose blockers were fixed since says so, and is made anew', async () => {
    const fake = makeReadyServer();
    fake.state.config['PasswordSettings'] = {MinimumLength: 14};
    const old = Date.now() - 60_000;
    const blocked = planReply(makeSitePlan(), {failing: ['password_minimum_length'], unknown: []});
    await drawPlan(blocked, fake, {create_at: old, update_at: old});
    expect(section().getByText(/^What blocked this plan is fixed now/)).toBeVisible();
    expect(approveButton()).toBeNull();
    await userEvent.click(section().getByRole('button', {name: 'Make a new plan'}));
    await waitFor(() => expect(readRequests(fake)).toMatchObject([{kind: 'plan', goal: 'to_fips'}]));
});

it('an approval that nobody took up is said to have lapsed', async () => {
    const fake = makeReadyServer();
    fake.state.posts.push(...makeReplyPosts(planReply(), 'r'.repeat(26), KEYS.secret));
    let nowMs = Date.now();
    render(<DrawnPage server={fake.server} now={() => new Date(nowMs)} rhythm={{clockMs: 20}} />);
    await screen.findByRole('heading', {level: 2});
    await openStep('Plan');
    await userEvent.type(screen.getByLabelText('Type chat.example.com to approve'), 'chat.example.com{Enter}');
    expect(await screen.findByText(/^The agent has not answered\. Until/)).toBeVisible();
    nowMs += 6 * 60_000;
    expect(await screen.findByText(/^Your approval has lapsed/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', {name: 'Dismiss'}));
    expect(screen.queryByText(/^Your approval has lapsed/)).toBeNull();
});

it('a stale plan: why, and make it again', async () => {
    const {fake} = await drawPlan(planReply());
    const refusal = {kind: 'refused', reason: 'plan_stale', moved: ['from', 'fingerprints']};
    fake.state.onRequest = (post) => void fake.state.posts.push(...makeReplyPosts(refusal, post.id, KEYS.secret));
    await userEvent.type(screen.getByLabelText('Type chat.example.com to approve'), 'chat.example.com{Enter}');
    expect((await screen.findByRole('alert')).textContent).toMatch(
        /The plan is stale.*What has changed: the running image, a file of the project/,
    );
    expect(section().getByText(/^This plan is stale/)).toBeVisible();
    expect(section().getByRole('button', {name: 'Make a new plan'})).toBeVisible();
    expect(approveButton()).toBeNull();
});

it('of two approvals the first is shown, and the same admin cannot give the second', async () => {
    const fake = makeReadyServer();
    fake.state.posts.push(
        ...makeReplyPosts(planReply(makeSitePlan(), {approval: 'two'}), 'r'.repeat(26), KEYS.secret),
        ...makeReplyPosts(
            {kind: 'noted', planId: makeSitePlan().id, by: 'maria', window: null},
            'n'.repeat(26),
            KEYS.secret,
        ),
    );
    const {unmount} = render(<DrawnPage server={fake.server} />);
    await screen.findByRole('heading', {level: 2});
    expect(section().getByText(/Approved by maria.*You have approved it/)).toBeVisible();
    expect(approveButton()).toBeNull();
    unmount();
    fake.state.me = {...fake.state.me, username: 'nadia'};
    await drawPlan(planReply(makeSitePlan(), {approval: 'two'}), fake, {create_at: Date.now() + 5});
    expect(section().getByText(/Approved by maria/)).toBeVisible();
    expect(approveButton()).not.toBeNull();
});

// security.md rule 1.
it.each([
    ['with another key', OTHER_KEYS.secret, {}],
    ['by another author', KEYS.secret, {user_id: IDS.stranger}],
    ['through a webhook', KEYS.secret, {props: {from_bot: 'true', from_webhook: 'true'}}],
    ['edited', KEYS.secret, {edit_at: 5}],
])('a plan %s is not shown', async (_name, secret, change) => {
    const fake = makeReadyServer();
    fake.state.posts.push(...makeReplyPosts(planReply(), 'r'.repeat(26), secret, change));
    render(<DrawnPage server={fake.server} />);
    await screen.findByRole('heading', {level: 2});
    expect(screen.queryByText('No check blocks this plan.')).toBeNull();
    expect(approveButton()).toBeNull();
});

it('a replayed plan, in the thread of another request, is not shown', async () => {
    const fake = makeReadyServer();
    fake.state.posts.push(...makeReplyPosts({...planReply(), requestId: 'x'.repeat(26)}, 'r'.repeat(26), KEYS.secret));
    render(<DrawnPage server={fake.server} />);
    await screen.findByRole('heading', {level: 2});
    expect(approveButton()).toBeNull();
});

it('a plan of another version is never approved here', async () => {
    await drawPlan(planReply(makeSitePlan(), {planText: `${printPlan(makeSitePlan())} `}));
    expect(section().getByRole('alert').textContent).toMatch(/This page cannot read the agent’s plan/);
    expect(approveButton()).toBeNull();
});

it('hostile text in a plan is drawn, visibly', async () => {
    const nasty = '<img src=x onerror=alert(1)>\u202e';
    const plan = makeSitePlan({change: changeOf([{path: `/opt/${nasty}`, line: 1, before: nasty, after: nasty}])});
    const {container} = await drawPlan(planReply(plan));
    expect(container.querySelector('img')).toBeNull();
    expect(container.textContent).not.toContain('\u202e');
    expect(container.textContent).toContain('\\u{202e}');
});

describe('a window of time', () => {
    const soon = (hours: number) => {
        const at = new Date(Date.now() + hours * 3_600_000);
        // As `datetime-local` has it: the browser's own time, to the minute.
        return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
    };
    const scheduledReply = (outcome: object) => ({
        kind: 'scheduled',
        planId: makeSitePlan().id,
        by: 'maria',
        window: {from: '2026-11-28T02:00:00.000Z', until: '2026-11-28T04:00:00.000Z'},
        outcome,
    });

    it('is approved with the plan, and what is no window is not sent', async () => {
        const {fake, container} = await drawPlan(planReply());
        await userEvent.click(screen.getByRole('radio', {name: 'In a window of time'}));
        expect(await findAccessibilityProblems(container)).toEqual([]);
        await userEvent.type(screen.getByLabelText('Type chat.example.com to approve'), 'chat.example.com{Enter}');
        expect(screen.getByText(/This window is not valid/)).toBeVisible();
        expect(readRequests(fake)).toEqual([]);
        const [from, until] = [soon(2), soon(4)];
        fireEvent.change(screen.getByLabelText('Not before'), {target: {value: from}});
        fireEvent.change(screen.getByLabelText('Not after'), {target: {value: until}});
        expect(screen.getByText(/^Starts between .* after checking everything again/)).toBeVisible();
        fake.state.onRequest = (post) =>
            void fake.state.posts.push(...makeReplyPosts(scheduledReply({code: 'waiting'}), post.id, KEYS.secret));
        await userEvent.click(screen.getByRole('button', {name: 'Approve for that time'}));
        expect(await screen.findByText(/^Approved: starts between/)).toBeVisible();
        expect(readRequests(fake)).toMatchObject([
            {kind: 'approve', window: {from: new Date(from).toISOString(), until: new Date(until).toISOString()}},
        ]);
        expect(approveButton()).toBeNull();
        await userEvent.click(screen.getByRole('button', {name: 'Withdraw the approval'}));
        await waitFor(() => expect(readRequests(fake).at(-1)).toMatchObject({kind: 'withdraw'}));
    });

    it('that closed without a run says why', async () => {
        const fake = makeReadyServer();
        const refused = {code: 'refused', reason: 'plan_stale', moved: ['plugins']};
        fake.state.posts.push(...makeReplyPosts(scheduledReply(refused), 'w'.repeat(26), KEYS.secret));
        const {container} = render(<DrawnPage server={fake.server} />);
        expect(await screen.findByText(/^Not started in the window/)).toBeVisible();
        expect(section().getByText(/The plan is stale.*What has changed: the plugins/)).toBeVisible();
        expect(await findAccessibilityProblems(container)).toEqual([]);
    });

    it('the second approver approves for the first one’s time', async () => {
        const fake = makeReadyServer();
        fake.state.me = {...fake.state.me, username: 'nadia'};
        const window = {
            from: new Date(Date.now() + 3_600_000).toISOString(),
            until: new Date(Date.now() + 7_200_000).toISOString(),
        };
        const noted = {kind: 'noted', planId: makeSitePlan().id, by: 'maria', window};
        fake.state.posts.push(...makeReplyPosts(noted, 'n'.repeat(26), KEYS.secret));
        await drawPlan(planReply(makeSitePlan(), {approval: 'two'}), fake, {create_at: Date.now() + 5});
        expect(screen.queryByRole('radio', {name: 'At once'})).toBeNull();
        await userEvent.type(screen.getByLabelText('Type chat.example.com to approve'), 'chat.example.com{Enter}');
        await waitFor(() => expect(readRequests(fake)).toMatchObject([{kind: 'approve', window}]));
    });
});

it('after Approve says at once what is waited for, for how long, and what silence means', async () => {
    const fake = makeReadyServer();
    fake.state.posts.push(...makeReplyPosts(planReply(), 'r'.repeat(26), KEYS.secret));
    let nowMs = Date.now();
    const {container} = render(<DrawnPage server={fake.server} rhythm={{askMs: 60_000}} now={() => new Date(nowMs)} />);
    await screen.findByRole('heading', {level: 2});
    await openStep('Plan');
    await userEvent.type(screen.getByLabelText('Type chat.example.com to approve'), 'chat.example.com{Enter}');
    expect(await screen.findByText(/^Approved\. Waiting for the agent…/)).toBeVisible();
    nowMs += 12_000;
    expect(await screen.findByText(/^Approved\. Waiting for the agent… 12 s$/)).toBeVisible();
    expect(screen.queryByText(/^The agent has not answered yet/)).toBeNull();
    nowMs += 5_000;
    expect(
        await screen.findByText(/^The agent has not answered yet\. It reports the start of the run before/),
    ).toBeVisible();
    expect(await findAccessibilityProblems(container)).toEqual([]);
});

it('a blocker that the plan cures is no blocker: one verdict in headline, counts, group and plan', async () => {
    const fake = makeReadyServer();
    fake.state.config['PasswordSettings'] = {MinimumLength: 14};
    const facts = {kind: 'facts', mode: 'swap', facts: makeAgentFacts('short')};
    fake.state.posts.push(...makeReplyPosts(facts, 's'.repeat(26), KEYS.secret));
    const rotation = {
        role: 'mmuser',
        database: 'mattermost',
        because: 'too_short',
        path: '/opt/mattermost/.env',
        line: 4,
        otherClients: [],
    } as const;
    const heading = () => screen.getByRole('heading', {level: 2}).textContent;
    const {container} = await drawPlan(planReply(makeSitePlan({rotation: {...rotation, otherClients: []}})), fake, {
        create_at: Date.now() + 5,
    });
    // These facts are not all that is needed; the blocker is not among what is said.
    expect(heading()).toMatch(/^Cannot tell: \d+ checks are missing information$/);
    expect(screen.queryByRole('button', {name: /^Blocker/})).toBeNull();
    expect(screen.getByRole('button', {name: 'During the swap 1'})).toBeVisible();
    await openStep('Check');
    expect(screen.getByRole('button', {name: /^Database.*1 during the swap/})).toBeVisible();
    expect(await findAccessibilityProblems(container)).toEqual([]);
    await openStep('Plan');
    expect(screen.getByText('No check blocks this plan.')).toBeVisible();
});
