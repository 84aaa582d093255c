import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {
    believeReplies,
    FipsError,
    foldRun,
    makePlanDigest,
    parsePlan,
    printEnvelope,
    printFingerprint,
    printRequest,
    printSignedEvidence,
    REQUEST_TYPE,
    signEvidence,
    verifyEvidence,
} from '@fips-readiness/core';
import type {Evidence, Plan, Reply, Request} from '@fips-readiness/core';
import {makeRunPosts, readApprovalCode, removeScheduledApproval} from '@fips-readiness/server-bridge';
import type {Clock, RunService, RunPosts, StoredRun, Voice} from '@fips-readiness/server-bridge';
import {EVIDENCE_RUN_ID, makeEvidence} from '../samples/evidence.ts';
import {makePlan} from '../samples/plan.ts';
import {eventually, startQueueRig} from './queue_rig.ts';
import type {Api} from './connect_queue.ts';
import type {QueueRig} from './queue_rig.ts';

const NOW_MS = Date.now();
const OTHER = '0123456789abcdef0123456789abcdef';
const PLAN_TEXT = makePlan({id: 'ab'.repeat(16)}).text;
const DIGEST = makePlanDigest(PLAN_TEXT);

type Begun = {readonly planText: string} & Parameters<RunService['begin']>[1];
type Approvals = Parameters<typeof makeRunPosts>[1];

/** A desk that has one plan and notes what it is told to do. */
function makeDesk(
    begun: Begun[],
    tried: () => void,
    refuse?: FipsError,
    runs: readonly StoredRun[] = [],
    makeReport: RunService['makeReport'] = () => Promise.reject(new FipsError('no_run', {run: ''})),
): RunService {
    return {
        makePlan: () => Promise.resolve({planText: PLAN_TEXT, blockers: {failing: [], unknown: []}}),
        readPlan: (planId) => Promise.resolve(parsePlan(PLAN_TEXT)?.id === planId ? PLAN_TEXT : undefined),
        begin: (planText, approved) => {
            tried();
            if (refuse) {
                return Promise.reject(refuse);
            }
            begun.push({planText, ...approved});
            return Promise.resolve();
        },
        rollBack: () => Promise.reject(new FipsError('no_run', {run: ''})),
        discard: () => Promise.reject(new FipsError('nothing_to_discard', {run: ''})),
        cancel: () => false,
        resume: () => Promise.resolve(undefined),
        fetchRuns: () => Promise.resolve(runs),
        makeReport,
        idle: () => Promise.resolve(),
    };
}

describe('plans and approvals in the queue', () => {
    let rig: QueueRig;
    let stateDirectory = '';
    let begun: Begun[] = [];
    let tries = 0;
    let clockMs = 0;
    let serial = 0;
    let stop = new AbortController();
    /** Time goes on by `clockMs` alone; whoever sleeps looks again soon. */
    const clock: Clock = {
        now: () => new Date(NOW_MS + clockMs),
        monotonicMs: () => clockMs,
        sleep: (_ms, signal) => wait(5, undefined, signal && {signal}).catch(() => undefined),
    };
    beforeEach(async () => {
        rig = await startQueueRig();
        stateDirectory = await mkdtemp(join(tmpdir(), 'requests-'));
        begun = [];
        tries = 0;
        clockMs = 0;
        stop = new AbortController();
    });
    afterEach(async () => {
        stop.abort();
        await rig.close();
        await rm(stateDirectory, {recursive: true, force: true});
    });

    const start = (
        more: Partial<Approvals> = {},
        refuse?: FipsError,
        runs?: readonly StoredRun[],
        makeReport?: RunService['makeReport'],
    ) => {
        const settings: Approvals = {
            APPROVAL: 'one',
            APPROVERS: [],
            STATE_DIR: stateDirectory,
            RESCUE_DIR: '/rescue',
            ...more,
        };
        const openRuns = (voice: Voice): RunPosts =>
            makeRunPosts(voice, settings, clock, stop.signal, () =>
                makeDesk(begun, () => (tries += 1), refuse, runs, makeReport),
            );
        return rig.startAgent(() => Promise.resolve({}), {mode: 'swap', openRuns});
    };
    type Wish = Request extends infer R ? (R extends unknown ? Omit<R, 'protocol' | 'id'> : never) : never;
    const ask = async (wish: Wish, fits: (reply: Reply) => boolean = () => true): Promise<Reply> => {
        serial += 1;
        const request = {protocol: 1, id: serial.toString(16).padStart(32, '0'), ...wish} as Request;
        const post = {channel_id: rig.pin.channelId, type: REQUEST_TYPE, message: printRequest(request)};
        const {status, body} = await rig.admin('POST', '/posts', post);
        expect(status).toBe(201);
        return answerTo((body as {id: string}).id, fits);
    };
    const answerTo = (postId: string, fits: (reply: Reply) => boolean = () => true): Promise<Reply> =>
        eventually('an answer', async () => {
            const trust = {...rig.pin, publicKey: rig.identity.keys.publicKey};
            return believeReplies(await rig.fetchPosts(), trust).find(
                ({rootId, reply}) => rootId === postId && fits(reply),
            )?.reply;
        });
    /** Approvals that begin a run have no reply of their own. */
    const approve = async (
        wish: Partial<Extract<Request, {kind: 'approve'}>>,
        as: Api = rig.admin,
    ): Promise<string> => {
        const plan: Plan | undefined = parsePlan(PLAN_TEXT);
        serial += 1;
        const request: Request = {
            protocol: 1,
            id: serial.toString(16).padStart(32, '0'),
            kind: 'approve',
            planId: plan?.id ?? '',
            goal: plan?.goal ?? 'to_fips',
            digest: DIGEST,
            nonce: OTHER,
            code: '',
            changeReference: '',
            window: null,
            ...wish,
        };
        const post = {channel_id: rig.pin.channelId, type: REQUEST_TYPE, message: printRequest(request)};
        return ((await as('POST', '/posts', post)).body as {id: string}).id;
    };
    const offered = async (): Promise<string> => {
        const reply = await ask({kind: 'plan', goal: 'to_fips'});
        expect(reply).toMatchObject({kind: 'plan', planText: PLAN_TEXT, failing: [], unknown: []});
        return reply.kind === 'plan' ? reply.nonce : '';
    };
    const refusalOf = async (postId: string) => {
        const reply = await answerTo(postId);
        return reply.kind === 'refused' ? reply.reason : reply.kind;
    };

    test('a plan is offered with its exact text, and approved by digest and one-time word', async () => {
        start();
        await approve({nonce: await offered()});
        await eventually('a run', () => Promise.resolve(begun.length > 0 ? true : undefined));
        expect(begun).toMatchObject([{planText: PLAN_TEXT, by: {kind: 'admin', username: 'admin'}}]);
    });

    test.each<[string, Partial<Extract<Request, {kind: 'approve'}>>, string]>([
        ['a word nobody gave out', {nonce: OTHER}, 'nonce_void'],
        ['another digest', {digest: `sha256:${'0'.repeat(64)}`}, 'digest_differs'],
        ['another goal', {goal: 'to_standard'}, 'digest_differs'],
        ['a plan the agent did not make', {planId: OTHER}, 'plan_unknown'],
    ])('%s is refused: nothing begins', async (_name, wish, reason) => {
        start();
        const nonce = await offered();
        expect(await refusalOf(await approve({nonce, ...wish}))).toBe(reason);
        expect(begun).toEqual([]);
    });

    test('a one-time word is good once, for ten minutes, and not after a restart', async () => {
        const first = start();
        const used = await offered();
        await approve({nonce: used});
        await eventually('a run', () => Promise.resolve(begun.length > 0 ? true : undefined));
        expect(await refusalOf(await approve({nonce: used}))).toBe('nonce_void');
        const late = await offered();
        clockMs += 10 * 60_000 + 1;
        expect(await refusalOf(await approve({nonce: late}))).toBe('nonce_void');
        const early = await offered();
        await first.stop();
        start();
        expect(await refusalOf(await approve({nonce: early}))).toBe('nonce_void');
        expect(begun).toHaveLength(1);
    });

    test.each([
        ['plan_stale', new FipsError('plan_stale', {parts: 'x', codes: 'from,plugins'})],
        ['goal_not_allowed', new FipsError('goal_not_allowed', {goal: 'to_fips', allowed: ''})],
        ['too_many_changes', new FipsError('too_many_changes', {hour: 1, day: 3})],
        ['run_in_progress', new FipsError('run_in_progress', {folder: ''})],
        ['cannot_look', new FipsError('engine_unreachable', {endpoint: ''})],
    ])('%s is told in the thread', async (reason, error) => {
        start({}, error);
        const reply = await answerTo(await approve({nonce: await offered()}));
        // What has moved is told by name, so that the page can say it.
        const moved = reason === 'plan_stale' ? ['from', 'plugins'] : [];
        expect(reply).toMatchObject({kind: 'refused', reason, moved});
    });

    describe('an evidence report', () => {
        const sign = (evidence: Evidence) => () =>
            Promise.resolve({evidence, signature: signEvidence(evidence, rig.identity.keys.secret)});
        const wish = {kind: 'report', runId: EVIDENCE_RUN_ID} as const;

        test('comes whole through the queue, in as many posts as it takes, and is what fips-agent report writes', async () => {
            const names = Array.from({length: 3_000}, (_, number) => `plugin-${number}`);
            const evidence = makeEvidence({layers: [{layer: 'plugins', state: 'failed', reason: 'differ', names}]});
            start({}, undefined, undefined, sign(evidence));
            const reply = await ask(wish);
            expect(reply).toMatchObject({kind: 'evidence', runId: EVIDENCE_RUN_ID});
            const {publicKey} = rig.identity.keys;
            const text = reply.kind === 'evidence' ? printEnvelope({...reply, publicKey}) : '';
            expect(verifyEvidence(text, printFingerprint(publicKey))).toMatchObject({code: 'consistent', broken: []});
            expect(JSON.parse(text)).toEqual(JSON.parse(printSignedEvidence(evidence, rig.identity.keys)));
            expect((await rig.fetchPosts()).filter(({root_id: root}) => root !== '').length).toBeGreaterThan(2);
        });

        test.each<[string, RunService['makeReport'], string]>([
            [
                'one that no queue could carry',
                () => sign(makeEvidence({image: {reference: 'x'.repeat(800_000), id: 'x'}}))(),
                'report_too_large',
            ],
            ['one of a run that is not there', () => Promise.reject(new FipsError('no_run', {run: ''})), 'no_such_run'],
            [
                'one in the middle of a run',
                () => Promise.reject(new FipsError('run_in_progress', {folder: ''})),
                'run_in_progress',
            ],
        ])('%s is refused, with the reason', async (_name, makeReport, reason) => {
            start({}, undefined, undefined, makeReport);
            expect(await ask(wish)).toMatchObject({kind: 'refused', reason});
        });
    });

    test('an account outside the approvers, or one changed lately, does not approve', async () => {
        const me = ((await rig.admin('GET', '/users/me')).body as {id: string}).id;
        const outside = start({APPROVERS: ['a'.repeat(26)]});
        expect(await refusalOf(await approve({nonce: await offered()}))).toBe('not_an_approver');
        await outside.stop();
        start({APPROVERS: [me]});
        await rig.admin('PUT', '/users/me/patch', {nickname: 'changed now'});
        expect(await refusalOf(await approve({nonce: await offered()}))).toBe('account_too_new');
        expect(begun).toEqual([]);
    });

    test('APPROVAL=host: without the code from the host nothing begins, and a wrong one voids it', async () => {
        start({APPROVAL: 'host'});
        const nonce = await offered();
        expect(await refusalOf(await approve({nonce, code: '00000000'}))).toBe('host_code_wrong');
        expect(begun).toEqual([]);
    });

    test('bad approvals are refused ten times a minute and no more, whatever is wrong with them', async () => {
        start();
        const asked: string[] = [];
        for (let number = 0; number < 20; number += 1) {
            asked.push(await approve({nonce: OTHER, ...(number % 2 === 0 && {planId: OTHER})}));
        }
        const refused = () => rig.logged.filter(({event}) => event === 'request_refused').length;
        await eventually('all refused', () => Promise.resolve(refused() === asked.length ? true : undefined));
        const spoken = async () => (await rig.fetchPosts()).filter((post) => asked.includes(post.root_id)).length;
        await eventually('ten answers', async () => ((await spoken()) >= 10 ? true : undefined));
        expect(await spoken()).toBe(10);
    });

    describe('APPROVAL=two', () => {
        let second: Api;
        let ids: readonly string[] = [];
        beforeEach(async () => {
            const {state} = rig.mattermost.world;
            const admin = state.users.find(({username}) => username === 'admin');
            const other = state.users.find(({username}) => username === 'user');
            const old = NOW_MS - 30 * 86_400_000;
            Object.assign(admin ?? {}, {create_at: old, update_at: old});
            Object.assign(other ?? {}, {create_at: old, update_at: old, roles: 'system_user system_admin'});
            ids = [admin?.id ?? '', other?.id ?? ''];
            second = await rig.login('user');
            start({APPROVAL: 'two', APPROVERS: [...ids]});
        });

        test('two approvers -> the run starts with both', async () => {
            expect(await answerTo(await approve({nonce: await offered()}))).toMatchObject({kind: 'noted'});
            await approve({nonce: await offered()}, second);
            await eventually('a run', () => Promise.resolve(begun.length > 0 ? true : undefined));
            expect(begun[0]?.approvals).toHaveLength(2);
        });

        test.each([
            ['demoted', {roles: 'system_user'}],
            ['deactivated', {delete_at: 5}],
        ])('the first approver was %s meanwhile -> nothing starts', async (_name, change) => {
            expect(await answerTo(await approve({nonce: await offered()}, second))).toMatchObject({kind: 'noted'});
            const nonce = await offered();
            Object.assign(rig.mattermost.world.state.users.find(({id}) => id === ids[1]) ?? {}, change);
            // Out of the queue, or the queue itself is unsafe.
            const {state} = rig.mattermost.world;
            state.team_members = state.team_members.filter(({user_id: id}) => id !== ids[1]);
            state.channel_members = state.channel_members.filter(({user_id: id}) => id !== ids[1]);
            expect(await refusalOf(await approve({nonce}))).toBe('not_a_system_admin');
            expect(begun).toEqual([]);
        });

        test('a first approval lapses after a quarter of an hour', async () => {
            expect(await answerTo(await approve({nonce: await offered()}, second))).toMatchObject({kind: 'noted'});
            clockMs += 15 * 60_000 + 1;
            expect(await answerTo(await approve({nonce: await offered()}))).toMatchObject({kind: 'noted'});
            expect(begun).toEqual([]);
        });
    });

    test('APPROVAL=host: a run is not rolled back or discarded without the code from the host', async () => {
        const run = {
            state: foldRun([]),
            plan: makePlan({id: 'ab'.repeat(16)}).plan,
            runId: OTHER,
            events: [],
            head: '',
        };
        start({APPROVAL: 'host'}, undefined, [
            {...run, state: {...run.state, end: 'succeeded', changed: new Map([['edit', 1]])}} as never,
        ]);
        const shown = await ask({kind: 'show'}, ({kind}) => kind === 'run');
        const {nonce, discardNonce} = shown as Extract<Reply, {kind: 'run'}>;
        const back = await ask({kind: 'roll_back', runId: OTHER, digest: DIGEST, nonce, code: ''});
        expect(back).toMatchObject({kind: 'refused', reason: 'host_code_wrong'});
        const discard = await ask({
            kind: 'discard',
            runId: OTHER,
            digest: DIGEST,
            nonce: discardNonce,
            code: '00000000',
        });
        expect(discard).toMatchObject({kind: 'refused', reason: 'host_code_wrong'});
        const again = (await ask({kind: 'show'}, ({kind}) => kind === 'run')) as Extract<Reply, {kind: 'run'}>;
        const waiting = await readApprovalCode(stateDirectory);
        expect(waiting?.digest).toContain(DIGEST);
        const code = waiting?.code ?? '';
        // The desk of this test refuses every rollback by name: the code was right.
        const known = await ask({kind: 'roll_back', runId: OTHER, digest: DIGEST, nonce: again.nonce, code});
        expect(known).toMatchObject({kind: 'refused', reason: 'no_such_run'});
    });

    test('an agent without the right to swap makes no plan for the page', async () => {
        rig.startAgent(() => Promise.resolve({}));
        const reply = await ask({kind: 'plan', goal: 'to_fips'});
        expect(reply).toMatchObject({kind: 'refused', reason: 'read_only'});
    });

    test('what was not begun is not cancelled, and an unknown run not rolled back', async () => {
        start();
        expect(await ask({kind: 'cancel', runId: OTHER})).toMatchObject({reason: 'not_cancellable'});
        const back = await ask({kind: 'roll_back', runId: OTHER, digest: DIGEST, nonce: OTHER, code: ''});
        expect(back).toMatchObject({reason: 'nonce_void'});
    });

    describe('an approval for a window of time', () => {
        const HOUR_MS = 3_600_000;
        const night = {
            from: new Date(NOW_MS + HOUR_MS).toISOString(),
            until: new Date(NOW_MS + 2 * HOUR_MS).toISOString(),
        };
        const me = async () => (await rig.admin('GET', '/users/me')).body as {id: string};
        /** What was said last of it. */
        const outcome = async (code: string) =>
            eventually(`the outcome ${code}`, async () => {
                const trust = {...rig.pin, publicKey: rig.identity.keys.publicKey};
                const told = believeReplies(await rig.fetchPosts(), trust).findLast(
                    ({reply}) => reply.kind === 'scheduled',
                )?.reply;
                return told?.kind === 'scheduled' && told.outcome.code === code ? told.outcome : undefined;
            });
        const scheduled = async (more: Partial<Approvals> = {}, refuse?: FipsError) => {
            const agent = start(more, refuse);
            const reply = await answerTo(await approve({nonce: await offered(), window: night, changeReference: 'C1'}));
            expect(reply).toMatchObject({kind: 'scheduled', by: 'admin', window: night, outcome: {code: 'waiting'}});
            return agent;
        };

        test('waits, begins when it opens, and names who approved it and when', async () => {
            await scheduled();
            clockMs += HOUR_MS - 1;
            await wait(50);
            expect(begun).toEqual([]);
            clockMs += 1;
            await outcome('begun');
            const by = {kind: 'admin', userId: (await me()).id, username: 'admin'};
            expect(begun).toEqual([
                {
                    planText: PLAN_TEXT,
                    by,
                    approvals: [{by, at: new Date(NOW_MS).toISOString(), hostCode: false}],
                    window: night,
                    changeReference: 'C1',
                },
            ]);
        });

        test('outlives a restart of the agent; begun once', async () => {
            const first = await scheduled();
            stop.abort();
            await first.stop();
            stop = new AbortController();
            start();
            clockMs += HOUR_MS;
            await outcome('begun');
            await wait(50);
            expect(begun).toHaveLength(1);
        });

        test('is not begun when the agent was away until the window was over', async () => {
            const first = await scheduled();
            stop.abort();
            await first.stop();
            clockMs += 2 * HOUR_MS;
            stop = new AbortController();
            start();
            expect(await outcome('refused')).toMatchObject({reason: 'window_missed'});
            expect(begun).toEqual([]);
        });

        test('a plan gone stale is refused at once, and what has moved is told', async () => {
            await scheduled({}, new FipsError('plan_stale', {parts: 'x', codes: 'to'}));
            clockMs += HOUR_MS;
            expect(await outcome('refused')).toMatchObject({reason: 'plan_stale', moved: ['to']});
        });

        test('what may pass is tried until the window is over', async () => {
            await scheduled({}, new FipsError('engine_unreachable', {endpoint: ''}));
            clockMs += HOUR_MS;
            await eventually('two tries', () => Promise.resolve(tries > 1 ? true : undefined));
            clockMs += HOUR_MS;
            expect(await outcome('refused')).toMatchObject({reason: 'cannot_look'});
        });

        test('who approved it may not any more -> refused', async () => {
            const {id} = await me();
            const first = await scheduled();
            stop.abort();
            await first.stop();
            stop = new AbortController();
            start({APPROVERS: [`${id.slice(1)}x`]});
            clockMs += HOUR_MS;
            expect(await outcome('refused')).toMatchObject({reason: 'not_an_approver'});
            expect(begun).toEqual([]);
        });

        test('withdrawn by an admin -> never begun; a second time there is nothing', async () => {
            await scheduled();
            const planId = parsePlan(PLAN_TEXT)?.id ?? '';
            expect(await ask({kind: 'withdraw', planId})).toMatchObject({
                kind: 'scheduled',
                outcome: {code: 'withdrawn', by: 'admin'},
            });
            expect(await ask({kind: 'withdraw', planId})).toMatchObject({reason: 'nothing_waits'});
            clockMs += HOUR_MS;
            await wait(50);
            expect(begun).toEqual([]);
        });

        test('withdrawn at the host’s terminal -> never begun, and told', async () => {
            await scheduled();
            await removeScheduledApproval(stateDirectory);
            expect(await outcome('withdrawn')).toEqual({code: 'withdrawn', by: 'fips-agent withdraw'});
            clockMs += HOUR_MS;
            await wait(50);
            expect(begun).toEqual([]);
        });

        test('one waits at a time, and a window nobody can mean is refused', async () => {
            await scheduled();
            expect(await refusalOf(await approve({nonce: await offered()}))).toBe('approval_waiting');
            const wrong = {from: night.until, until: night.from};
            expect(await refusalOf(await approve({nonce: await offered(), window: wrong}))).toBe('window_unusable');
        });
    });

    test('history is told, empty too', async () => {
        start();
        expect(await ask({kind: 'show'})).toMatchObject({kind: 'history', runs: []});
    });
});
