import {setTimeout as wait} from 'node:timers/promises';
import {makeFact, makeKeyPair} from '@fips-readiness/core';
import type {Facts, Plan, RunEventBody} from '@fips-readiness/core';
import {saveConfigPatch} from '../mattermost/domain/configuration.ts';
import type {Mattermost} from '../mattermost/server.ts';
import {makeClusterPlan, makeSitePlan} from '../samples/plan.ts';
import {CRASHED_AND_ROLLED_BACK, openRun, planReply, runReply, stepDone, timeEvents} from '../samples/run.ts';
import {connectQueue} from './lane.ts';
import type {LaneOptions} from './lane.ts';
import {startLaneAgent} from './lane_agent.ts';
import type {LaneAgent} from './lane_agent.ts';
import {makeAgentFacts, makeClusterFacts} from './sample_facts.ts';

/** A moment of the journey, as the agent's own messages bring it about; `none`: no agent. */
export const SCENES = [
    'none',
    'blocked',
    'plan',
    'swap',
    'receipt',
    'rolled_back',
    'cluster_plan',
    'cluster_receipt',
] as const;
export type Scene = (typeof SCENES)[number];

const BEFORE = (['rescue_kit', 'pull', 'inspect', 'backup', 'rehearse', 'edit'] as const).flatMap(stepDone);

const ROLLED_OUT: readonly RunEventBody[] = [
    {kind: 'step_begun', step: 'wait'},
    {kind: 'step_done', step: 'wait', outcome: 'rolled_out', data: {pods: 2, seconds: 64}},
];

/** With the official names of the images. */
function makeChatPlan(): Plan {
    const [standard, fips] = ['enterprise-edition', 'enterprise-fips-edition'].map(
        (name) => `mattermost/mattermost-${name}`,
    );
    return makeClusterPlan({
        change: {
            way: 'patch',
            operations: [
                {op: 'test', path: '/spec/image', value: standard},
                {op: 'replace', path: '/spec/image', value: fips},
            ],
        },
        to: {reference: `${fips}:11.7.2`, variant: 'fips', id: null, digest: null},
    });
}

/** What brings a scene about: how the server is, and what the agent says before anybody asks. */
export type SceneSetup = Pick<LaneOptions, 'world' | 'prepare'> & {
    /** Ends the agent. */
    readonly stop: () => Promise<void>;
};

/** `facts` of the agent, at `now`; a clock that stands still is moved on by a millisecond for each message. */
export function setUpScene(
    scene: Scene,
    {
        now = () => new Date(),
        facts = scene.startsWith('cluster_') ? makeClusterFacts : makeAgentFacts,
    }: {
        readonly now?: () => Date;
        readonly facts?: (observedAt: string, variant: 'standard' | 'fips') => Facts;
    } = {},
): SceneSetup {
    const variant = scene.endsWith('receipt') ? 'fips' : 'standard';
    const agents: LaneAgent[] = [];
    return {
        world: {variant},
        prepare: async (server: Mattermost) => {
            if (scene === 'none') {
                return;
            }
            if (scene !== 'blocked') {
                saveConfigPatch(server.world, {PasswordSettings: {MinimumLength: 14}});
            }
            // The same key each time, so that the fingerprint in a picture stays the same.
            const keys = makeKeyPair(new Uint8Array(32).fill(7));
            if (!keys) {
                throw new Error('32 bytes of 7 are no key');
            }
            const mode = scene === 'blocked' ? 'read_only' : 'swap';
            const told = () => {
                const observedAt = now().toISOString();
                const seen = facts(observedAt, variant);
                return scene === 'receipt' ? {...seen, ...makeMovedFacts(observedAt)} : seen;
            };
            const looked = variant === 'standard' ? [{kind: 'facts', mode, facts: told()}] : [];
            let said = 0;
            agents.push(
                startLaneAgent(connectQueue(server, keys.publicKey), keys, told, mode, {
                    now: () => new Date(now().getTime() + (said += 1)),
                    opening: [...looked, ...messagesOf(scene, now().getTime())],
                }),
            );
            // What the agent says first is there before the page is opened.
            await wait(1_000);
        },
        stop: async () => {
            await Promise.all(agents.splice(0).map((agent) => agent.stop()));
        },
    };
}

/** What a run has left: the image it has proved, and a password that is long enough. */
function makeMovedFacts(observedAt: string): Facts {
    const image = {
        reference: 'mattermost/mattermost-enterprise-fips-edition:11.7.2',
        imageId: `sha256:${'2'.repeat(12)}`,
        variant: 'fips',
        pin: 'release',
    } as const;
    return {
        running_image: makeFact(image, 'agent_engine', observedAt),
        database_credentials: makeFact(
            [{name: 'data_source', from: 'environment', length: 'ok'}],
            'agent_engine',
            observedAt,
        ),
    };
}

function messagesOf(scene: Scene, nowMs: number): readonly object[] {
    // The short password of the sample facts is what this plan cures.
    const plan = makeSitePlan({
        rotation: {
            role: 'mmuser',
            database: 'mattermost',
            because: 'too_short',
            path: '/opt/mattermost/.env',
            line: 18,
            otherClients: [],
        },
    });
    const events = (bodies: Parameters<typeof timeEvents>[0]) => timeEvents(bodies, nowMs - 3_000, 900);
    const codes = {plan, nonce: '6'.repeat(32), discardNonce: '6'.repeat(32)};
    switch (scene) {
        case 'plan':
            return [planReply(plan)];
        case 'swap':
            return [runReply(events([openRun(plan), ...BEFORE, {kind: 'step_begun', step: 'recreate'}]), {plan})];
        case 'receipt': {
            const after = (['recreate', 'wait', 'verify', 'finish'] as const).flatMap(stepDone);
            const end = {
                kind: 'closed',
                end: 'succeeded',
                because: 'all_steps_done',
                downMs: 5_200,
                frontDownMs: null,
            } as const;
            return [runReply(events([openRun(plan), ...BEFORE, ...after, end]), codes)];
        }
        case 'rolled_back': {
            const back = [...stepDone('recreate'), ...CRASHED_AND_ROLLED_BACK];
            return [runReply(events([openRun(plan), ...BEFORE, ...back]), {plan})];
        }
        case 'cluster_plan':
            return [planReply(makeChatPlan())];
        case 'cluster_receipt': {
            const cluster = makeChatPlan();
            const steps = cluster.steps.flatMap(({code}) => (code === 'wait' ? ROLLED_OUT : stepDone(code)));
            const end = {
                kind: 'closed',
                end: 'succeeded',
                because: 'all_steps_done',
                downMs: null,
                frontDownMs: null,
            } as const;
            return [runReply(events([openRun(cluster), ...steps, end]), {plan: cluster, nonce: '6'.repeat(32)})];
        }
        default:
            return [];
    }
}
