import {setTimeout as wait} from 'node:timers/promises';
import {makeFunctionClient, openPostListener, PROOF_LIMITS, proveCoreFunctions} from '@fips-readiness/server-bridge';
import {NASTY_NAMES} from '../samples/nasty.ts';
import {startQueueRig} from './queue_rig.ts';
import type {QueueRig} from './queue_rig.ts';

const FORBIDDEN = {status: 403, body: {id: NASTY_NAMES[1], message: NASTY_NAMES[5], status_code: 403}};

type Answers = QueueRig['mattermost']['world']['faults']['answers'];

describe('core functions, proved by the bot over the stand-in', () => {
    let rig: QueueRig;
    beforeEach(async () => {
        rig = await startQueueRig();
    });
    afterEach(() => rig.close());

    const LIMITS = {...PROOF_LIMITS, serverMs: 1_000, toldMs: 1_000, searchMs: 1_500};
    const START_MS = 1_000;

    /** One line for each function, `ok` left out, and what was left of the proof's posts. */
    async function prove(signal: AbortSignal = new AbortController().signal, token = rig.botToken) {
        const {mattermost, pin} = rig;
        const results = await proveCoreFunctions({
            ...pin,
            client: makeFunctionClient(mattermost.url, token),
            listen: () => openPostListener(mattermost.url, token),
            clock: {
                monotonicMs: () => START_MS + performance.now(),
                sleep: (ms, cut) => wait(ms, undefined, cut && {signal: cut}).catch(() => undefined),
            },
            signal,
            limits: LIMITS,
        });
        const told = results.flatMap(({function: name, state, reason}) =>
            state === 'ok' ? [] : [`${name} ${state} ${reason}`],
        );
        return {results, told, left: livingPosts()};
    }
    const livingPosts = () =>
        rig.mattermost.world.state.posts.filter(
            ({delete_at: deletedAt, user_id: author}) => deletedAt === 0 && author === rig.pin.botUserId,
        ).length;
    const breakWith = (answers: Answers) => Object.assign(rig.mattermost.world.faults, {answers});

    test('all of them, in order, and nothing is left', async () => {
        const {results, told, left} = await prove();
        expect(results.map((one) => one.function)).toEqual([
            'message',
            'upload',
            'search',
            'thread',
            'reaction',
            'websocket',
        ]);
        expect(told).toEqual([]);
        expect(left).toBe(0);
        expect(results.every(({tookMs}) => tookMs !== null && tookMs >= 0)).toBe(true);
        expect(rig.mattermost.world.state.reactions).toEqual([]);
    });

    test('a file store that is down fails the upload and nothing else', async () => {
        rig.mattermost.world.health.fileStore = 'UNHEALTHY';
        expect(await prove()).toMatchObject({told: ['upload failed unavailable'], left: 0});
    });

    test('a file that comes back as another fails the upload', async () => {
        breakWith([{path: '/api/v4/files/', method: 'GET', status: 200, body: 'other bytes'}]);
        expect(await prove()).toMatchObject({told: ['upload failed differs'], left: 0});
    });

    test('what is switched off on the server is skipped', async () => {
        await rig.admin('PUT', '/config/patch', {
            ServiceSettings: {EnablePostSearch: false},
            FileSettings: {EnableFileAttachments: false},
        });
        const {told, left} = await prove();
        expect(told).toEqual(['upload skipped not_permitted', 'search skipped not_permitted']);
        expect(left).toBe(0);
    });

    test('an index that lags is waited for', async () => {
        rig.mattermost.world.faults.searchDelayMs = 700;
        const {results, told} = await prove();
        expect(told).toEqual([]);
        expect(results.find((one) => one.function === 'search')?.tookMs).toBeGreaterThan(100);
    });

    test('an index that lags for too long is late', async () => {
        rig.mattermost.world.faults.searchDelayMs = 60_000;
        expect(await prove()).toMatchObject({told: ['search failed late'], left: 0});
    });

    test('reactions that are refused', async () => {
        breakWith([{path: '/api/v4/reactions', method: 'POST', ...FORBIDDEN}]);
        expect(await prove()).toMatchObject({told: ['reaction failed refused'], left: 0});
    });

    test('a WebSocket that is cut', async () => {
        rig.mattermost.world.faults.isWebSocketOff = true;
        expect(await prove()).toMatchObject({told: ['websocket failed not_heard'], left: 0});
    });

    test('a message that is refused leaves nothing to try the others on, but the upload is tried', async () => {
        breakWith([{path: '/api/v4/posts', method: 'POST', ...FORBIDDEN}]);
        expect(await prove()).toMatchObject({
            told: [
                'message failed refused',
                'upload failed refused',
                'search skipped no_message',
                'thread skipped no_message',
                'reaction skipped no_message',
                'websocket skipped no_message',
            ],
            left: 0,
        });
    });

    test('what cannot be deleted again is told, and the next proof but one takes it away', async () => {
        breakWith([{path: '/api/v4/posts/', method: 'DELETE', ...FORBIDDEN}]);
        const {told, left} = await prove();
        expect(told).toEqual(['message failed left_behind', 'upload failed left_behind', 'thread failed left_behind']);
        expect(left).toBe(3);
        breakWith([]);
        expect((await prove()).left).toBe(3);
        rig.mattermost.world.state.posts.forEach((post) => (post.create_at -= 3_600_000));
        expect((await prove()).left).toBe(0);
    });

    test('a token that was revoked proves nothing', async () => {
        const {told} = await prove(undefined, 'a'.repeat(26));
        expect(told).toHaveLength(6);
        expect(new Set(told.map((line) => line.replace(/^\w+ /, '')))).toEqual(new Set(['failed unauthorized']));
    });

    test('a server that is down is waited for, and then given up', async () => {
        rig.mattermost.world.faults.isDown = true;
        setTimeout(() => (rig.mattermost.world.faults.isDown = false), 400);
        expect((await prove()).told).toEqual([]);
        rig.mattermost.world.faults.isDown = true;
        expect((await prove()).told).toContain('message failed unreachable');
    });

    test('stopped in the middle, it cleans up all the same', async () => {
        rig.mattermost.world.faults.searchDelayMs = 60_000;
        const stop = new AbortController();
        setTimeout(() => stop.abort(), 600);
        const {told, left} = await prove(stop.signal);
        expect(told).toContain('search skipped stopped');
        expect(left).toBe(0);
    });
});
