import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describeEvidence, describeEvent, makePlanDigest, parsePlan, WORDS} from '@fips-readiness/core';
import type {Actor, Plan, RunState} from '@fips-readiness/core';
import {
    findDeployment,
    gatherEvidence,
    gatherFacts,
    makeRunService,
    openJournal,
    readSettings,
    SYSTEM_CLOCK,
} from '@fips-readiness/server-bridge';
import type {RunService, RunNews} from '@fips-readiness/server-bridge';
import {speakEnglish} from '../samples/speak_english.ts';
import {startFakePlatform} from './fake_platform.ts';
import type {FakePlatform} from './fake_platform.ts';

const TIMEOUT_MS = 60_000;
const BY: Actor = {kind: 'host', user: 'maria', host: 'ops-1'};
const ENGLISH = {speak: speakEnglish, knows: (id: string) => WORDS[id] !== undefined};
const PLATFORM_WORDS = /docker|compose|container/i;

/** A third platform that no code outside its own driver knows: whatever works here names no platform. */
describe('a whole run on a platform that only its driver knows', () => {
    let platform: FakePlatform;
    let folder: string;
    let desk: RunService;
    let news: RunNews[];
    let open: Parameters<typeof makeRunService>[0]['open'];
    beforeEach(async () => {
        platform = await startFakePlatform();
        folder = await mkdtemp(join(tmpdir(), 'fake-platform-'));
        const read = await readSettings({
            file: undefined,
            env: {
                MODE: 'swap',
                STATE_DIR: join(folder, 'state'),
                RESCUE_DIR: join(folder, 'rescue'),
                BACKUP: 'none',
                BACKUP_NONE_BECAUSE: 'a fake has nothing to lose',
                ALLOW: 'to_fips,to_standard',
                FRONT_DOOR_SECONDS: '1',
            },
            options: {},
        });
        const agent = {...read, drivers: [platform.driver]};
        news = [];
        open = async () => {
            const deployment = await findDeployment(agent.drivers);
            const {settings} = agent;
            const now = () => new Date();
            return {
                agent,
                deployment,
                facts: await gatherFacts({deployment, settings, images: 'known', ownDump: undefined, now}),
            };
        };
        desk = makeRunService({
            open,
            agent,
            fingerprintKey: 'k'.repeat(64),
            now: () => new Date(),
            onNews: (one) => Promise.resolve(void news.push(one)),
            guard: () => Promise.resolve(true),
            stop: new AbortController().signal,
        });
    }, TIMEOUT_MS);
    afterEach(async () => {
        await platform.close();
        await rm(folder, {recursive: true, force: true});
    });

    async function run(): Promise<{readonly plan: Plan; readonly state: RunState | undefined}> {
        const {planText, blockers} = await desk.makePlan('to_fips');
        expect(blockers).toEqual({failing: [], unknown: []});
        const plan = parsePlan(planText);
        if (!plan) {
            throw new Error('no plan');
        }
        await desk.begin(planText, {by: BY, approvals: [], window: null, changeReference: 'CHG-1'});
        expect(platform.holder()).toMatch(/^[0-9a-f]{32}$/);
        await desk.idle();
        expect(platform.holder()).toBeUndefined();
        return {plan, state: news.at(-1)?.state};
    }

    const tell = (plan: Plan) => news.flatMap(({event}) => describeEvent(event, plan, '/rescue', ENGLISH)).join('\n');

    test(
        'is planned, approved, carried out, proved, reported and taken back',
        async () => {
            const {plan, state} = await run();
            expect([state?.end, platform.server.world.variant]).toEqual(['succeeded', 'fips']);
            expect(plan).toMatchObject({
                format: 2,
                mode: 'apply',
                target: {kind: 'kubernetes', namespace: 'chat', identity: 'cluster-uid'},
                change: {way: 'patch', operations: [{op: 'test'}, {op: 'replace'}]},
            });
            expect(news[0]?.event).toMatchObject({planDigest: makePlanDigest((await desk.readPlan(plan.id)) ?? '')});
            expect(tell(plan)).not.toMatch(PLATFORM_WORDS);

            const [stored] = await desk.fetchRuns();
            const {agent, deployment, facts} = await open();
            const evidence = await gatherEvidence({
                deployment,
                settings: agent.settings,
                facts,
                runs: stored ? [stored] : [],
                run: stored,
                clock: SYSTEM_CLOCK,
                signal: new AbortController().signal,
            });
            expect(evidence).toMatchObject({builds: [], module: null, madeBy: {image: null}, image: {id: plan.to.id}});
            expect(evidence.run?.planText).toBe(stored?.planText);
            expect(describeEvidence(evidence, ENGLISH).length).toBeGreaterThan(5);

            await desk.rollBack(news[0]?.runId ?? '', BY);
            await desk.idle();
            expect([news.at(-1)?.state.end, platform.image()]).toEqual(['rolled_back', plan.from.reference]);
            expect(platform.server.world.variant).toBe('standard');
        },
        TIMEOUT_MS,
    );

    test(
        'a start that fails is taken back by itself, and leaves what it was',
        async () => {
            platform.fault = 'fips_has_no_page';
            const {plan, state} = await run();
            expect([state?.end, platform.image()]).toEqual(['rolled_back', plan.from.reference]);
            expect(news.map(({event}) => event.kind)).toContain('turned_back');
            expect([...(state?.back.keys() ?? [])]).toEqual(['restore_resource', 'wait_back', 'verify_back']);
            expect(tell(plan)).not.toMatch(PLATFORM_WORDS);
        },
        TIMEOUT_MS,
    );

    test(
        'a page that was missing before the run neither sends it back nor fails the rollback somebody wants',
        async () => {
            platform.fault = 'no_page_at_all';
            const {state} = await run();
            expect([state?.end, platform.server.world.variant]).toEqual(['succeeded', 'fips']);
            const proved = news.find(({event}) => event.kind === 'step_done' && event.step === 'verify')?.event;
            expect(proved).toMatchObject({data: {skipped: expect.arrayContaining(['web_app.failed_before'])}});
            await desk.rollBack(news[0]?.runId ?? '', BY);
            await desk.idle();
            expect(news.at(-1)?.state.end).toBe('rolled_back');
        },
        TIMEOUT_MS,
    );

    test(
        'what a run keeps for its rollback is given up on request, and the journal says so',
        async () => {
            await run();
            const [stored] = await desk.fetchRuns();
            await desk.discard(stored?.runId ?? '', BY);
            const journal = await openJournal(stored?.folder ?? '', SYSTEM_CLOCK);
            expect(journal.events().at(-1)).toMatchObject({kind: 'discarded', removed: ['image']});
        },
        TIMEOUT_MS,
    );

    test('a plan whose resource was changed since is stale, and nothing is begun', async () => {
        const {planText} = await desk.makePlan('to_fips');
        platform.retag('mattermost/mattermost-enterprise-edition:11.7.1');
        await expect(
            desk.begin(planText, {by: BY, approvals: [], window: null, changeReference: ''}),
        ).rejects.toMatchObject({code: 'plan_stale'});
        expect(await desk.fetchRuns()).toEqual([]);
    });
});
