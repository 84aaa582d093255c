import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {believeReplies, FipsError, makePlanDigest, parsePlan, printRequest, REQUEST_TYPE} from '@fips-readiness/core';
import type {Plan, Reply, Request} from '@fips-readiness/core';
import {makeRunRoom, removeScheduledApproval} from '@fips-readiness/server-bridge';
import type {Clock, RunDesk, RunRoom, Voice} from '@fips-readiness/server-bridge';
import {makePlan} from '../samples/plan.ts';
import {eventually, startQueueRig} from './queue_rig.ts';
import type {Api, QueueRig} from './queue_rig.ts';

const NOW_MS = Date.now();
const OTHER = '0123456789abcdef0123456789abcdef';
const PLAN_TEXT = makePlan({id: 'ab'.repeat(16)}).text;
const DIGEST = makePlanDigest(PLAN_TEXT);

type Begun = {readonly planText: string} & Parameters<RunDesk['begin']>[1];
type Approvals = Parameters<typeof makeRunRoom>[1];

/** A desk that has one plan and notes what it is told to do. */
function makeDesk(begun: Begun[], tried: () => void, refuse?: FipsError): RunDesk {
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
        fetchRuns: () => Promise.resolve([]),
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

    const start = (more: Partial<Approvals> = {}, refuse?: FipsError) => {
        const settings: Approvals = {
            APPROVAL: 'one',
            APPROVERS: [],
            STATE_DIR: stateDirectory,
            RESCUE_DIR: '/rescue',
            ...more,
        };
        const openRuns = (voice: Voice): RunRoom =>
            makeRunRoom(voice, settings, clock, stop.signal, () => makeDesk(begun, () => (tries += 1), refuse));
        return rig.startAgent(() => Promise.resolve({}), {mode: 'swap', openRuns});
    };
    type Wish = Request extends infer R ? (R extends unknown ? Omit<R, 'protocol' | 'id'> : never) : never;
    const ask = async (wish: Wish, as: Api = rig.admin): Promise<Reply> => {
        serial += 1;
        const request = {protocol: 1, id: serial.toString(16).padStart(32, '0'), ...wish} as Request;
        const post = {channel_id: rig.pin.channelId, type: REQUEST_TYPE, message: printRequest(request)};
        const {status, body} = await as('POST', '/posts', post);
        expect(status).toBe(201);
        return answerTo((body as {id: string}).id);
    };
    const answerTo = (postId: string): Promise<Reply> =>
        eventually('an answer', async () => {
            const trust = {...rig.pin, publicKey: rig.identity.keys.publicKey};
            return believeReplies(await rig.fetchPosts(), trust).find(({rootId}) => rootId === postId)?.reply;
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

    test('an agent without the right to swap makes no plan for the page', async () => {
        rig.startAgent(() => Promise.resolve({}));
        const reply = await ask({kind: 'plan', goal: 'to_fips'});
        expect(reply).toMatchObject({kind: 'refused', reason: 'read_only'});
    });

    test('what was not begun is not cancelled, and an unknown run not rolled back', async () => {
        start();
        expect(await ask({kind: 'cancel', runId: OTHER})).toMatchObject({reason: 'not_cancellable'});
        const back = await ask({kind: 'roll_back', runId: OTHER, digest: DIGEST, nonce: OTHER});
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
