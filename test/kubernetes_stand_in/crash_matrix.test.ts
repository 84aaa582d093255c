import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {cpSync} from 'node:fs';
import {rename} from 'node:fs/promises';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {setTimeout as delay} from 'node:timers/promises';
import {EXIT_CODES} from '@fips-readiness/core';
import type {ExitCode} from '@fips-readiness/core';
import {SOURCE_BIN} from '../agent/run_agent.ts';
import {openClusterDesk} from './cluster_desk.ts';
import type {ClusterDesk, Sides} from './cluster_desk.ts';
import {EVERYTHING, nameObject, putObject} from './cluster_state.ts';
import {FIPS_ID, FIPS_IMAGE, STANDARD_IMAGE} from './played_cluster.ts';
import {ADMIN_TOKEN, encode} from './sample_installation.ts';

const TIMEOUT_MS = 120_000;
/** Each is mostly waiting: for the next look, for pods. */
const AT_ONCE = 20;
const LOOK_MS = 20;
const MOST_LOOKS = 250;
/** What the terminal says when a step is done: the next one has not begun yet. */
const BOUNDARIES = {
    rescue_kit: 'Write the rescue kit',
    rotate: 'Change the database password',
    patch: 'Patch the resource',
    wait: 'Wait until Mattermost is ready',
    verify: 'Verify in layers',
} as const;
type Boundary = keyof typeof BOUNDARIES;
const THEIR_VERSION = '11.7.1';
const THEIR_URL = 'postgres://theirs:their-own-password@db.example:5432/mattermost';
const OTHER_RUN = 'c'.repeat(32);
const NEW_TOKEN = 'token-after-the-rotation';

/** What a fault does, and what ends it once the run has met it. */
type Disturbance = (
    desk: ClusterDesk,
) => Promise<{readonly isMet: () => boolean; readonly end: () => void} | undefined>;

const countCalls = ({cluster}: ClusterDesk, pattern: RegExp) =>
    cluster.state.calls.filter((call) => pattern.test(call)).length;
const edit = ({cluster: {state, resource}}: ClusterDesk, spec: object) => {
    const {metadata, ...others} = resource();
    state.version += 1;
    putObject(state, 'mattermosts', {
        ...others,
        spec: {...others.spec, ...spec},
        metadata: {
            ...metadata,
            generation: Number(metadata['generation']) + 1,
            resourceVersion: String(state.version),
        },
    });
};
const putSecret = ({cluster: {state}}: ClusterDesk, more: Readonly<Record<string, string>>) => {
    const before = state.objects.get(nameObject('secrets', 'chat', 'db'))?.['data'] as object;
    putObject(state, 'secrets', {metadata: {name: 'db', namespace: 'chat'}, data: {...before, ...more}});
};
const LEASE = nameObject('leases', 'chat', 'fips-readiness-mm');

const NOTHING_MORE = Promise.resolve(undefined);
const FAULTS = {
    api_killed: async ({cluster}) => {
        await cluster.kill();
        // The agent has knocked in vain by then; that nobody hears.
        await delay(1_500);
        await cluster.revive();
        return undefined;
    },
    lists_broken_off: ({cluster: {state}}) => {
        state.listsBrokenOff.set(ADMIN_TOKEN, 3);
        return NOTHING_MORE;
    },
    operator_gone: async (desk) => {
        await desk.cluster.operator.pause();
        const before = countCalls(desk, /\/pods\?/);
        return {isMet: () => countCalls(desk, /\/pods\?/) > before + 4, end: () => desk.cluster.operator.resume()};
    },
    version_edited: (desk) => {
        for (const [name, image] of [...desk.cluster.node.images]) {
            desk.cluster.node.images.set(name.replace(/:.*/, `:${THEIR_VERSION}`), image);
        }
        edit(desk, {version: THEIR_VERSION});
        return NOTHING_MORE;
    },
    secret_key_added: (desk) => {
        putSecret(desk, {THEIRS: encode('their own')});
        return NOTHING_MORE;
    },
    secret_edited: (desk) => {
        putSecret(desk, {DB_CONNECTION_STRING: encode(THEIR_URL)});
        return NOTHING_MORE;
    },
    resource_recreated: ({cluster}) => {
        const {state} = cluster;
        const {metadata, ...others} = cluster.resource();
        // What belonged to it goes with it.
        for (const [key, object] of [...state.objects]) {
            const owners = (object.metadata['ownerReferences'] ?? []) as readonly {readonly uid?: string}[];
            if (owners.some(({uid}) => uid === metadata['uid'])) {
                state.objects.delete(key);
            }
        }
        putObject(state, 'mattermosts', {
            ...others,
            metadata: {...metadata, uid: 'another-uid', generation: 1},
            spec: {...others.spec, image: STANDARD_IMAGE.split(':')[0]},
            status: undefined,
        });
        return NOTHING_MORE;
    },
    pods_failing: ({cluster: {node}}) => {
        node.images.set(FIPS_IMAGE, {id: FIPS_ID, fate: 'crashes'});
        return NOTHING_MORE;
    },
    lease_taken: ({cluster: {state}}) => {
        putObject(state, 'leases', {
            metadata: {name: 'fips-readiness-mm', namespace: 'chat', uid: 'their-lease', annotations: {}},
            spec: {holderIdentity: OTHER_RUN},
        });
        return NOTHING_MORE;
    },
    lease_deleted: ({cluster: {state}}) => {
        state.objects.delete(LEASE);
        return NOTHING_MORE;
    },
    right_withdrawn: ({cluster: {state}}) => {
        const verbs = ['get', 'list', 'create', 'delete'];
        state.users.set(ADMIN_TOKEN, {name: 'maria', rules: [{...EVERYTHING, verbs}]});
        return NOTHING_MORE;
    },
    token_rotated: async ({cluster, folder}) => {
        const {state} = cluster;
        const user = state.users.get(ADMIN_TOKEN);
        if (user) {
            state.users.set(NEW_TOKEN, user);
        }
        await cluster.api.writeKubeconfig(`${folder}/kubeconfig`, {token: NEW_TOKEN});
        state.users.delete(ADMIN_TOKEN);
        return undefined;
    },
} satisfies Readonly<Record<string, Disturbance>>;
type Fault = keyof typeof FAULTS;
type Case = readonly [Fault | 'agent_killed', Boundary];

const {ready: MOVED, rolled_back: RESTORED, needs_attention: COMMANDS, refused: UNTOUCHED} = EXIT_CODES;
const ALL_MOVED = [MOVED, MOVED, MOVED, MOVED, MOVED] as const;

/** How a run ends that meets the fault after each boundary, and the reason it gives where it did not reach its end. */
const ENDS: Readonly<Record<Case[0], {readonly exits: readonly ExitCode[]; readonly says: RegExp}>> = {
    api_killed: {exits: [UNTOUCHED, RESTORED, MOVED, MOVED, MOVED], says: /the Kubernetes API .* did not answer/},
    lists_broken_off: {exits: ALL_MOVED, says: /-/},
    operator_gone: {exits: ALL_MOVED, says: /-/},
    version_edited: {
        exits: [RESTORED, RESTORED, COMMANDS, COMMANDS, COMMANDS],
        says: /somebody else has changed the image or version|somebody, or a tool that manages the resource, has changed it/,
    },
    secret_key_added: {exits: ALL_MOVED, says: /-/},
    secret_edited: {
        exits: [UNTOUCHED, COMMANDS, COMMANDS, COMMANDS, COMMANDS],
        says: /somebody else has changed the Secret db since; their change was left as it is/,
    },
    resource_recreated: {
        exits: [RESTORED, RESTORED, COMMANDS, COMMANDS, COMMANDS],
        says: /was deleted and created again|no longer have the target image/,
    },
    pods_failing: {
        exits: [RESTORED, RESTORED, RESTORED, RESTORED, COMMANDS],
        says: /exits and restarts again and again|a layer failed|no longer have the target image/,
    },
    lease_taken: {exits: [UNTOUCHED, RESTORED, MOVED, MOVED, MOVED], says: /is no longer this run’s/},
    lease_deleted: {exits: [UNTOUCHED, RESTORED, MOVED, MOVED, MOVED], says: /is no longer this run’s/},
    right_withdrawn: {
        exits: [UNTOUCHED, COMMANDS, MOVED, MOVED, MOVED],
        says: /no right to patch leases|this user may not patch the (Secret db|resource mm) in the namespace chat/i,
    },
    token_rotated: {exits: ALL_MOVED, says: /-/},
    agent_killed: {exits: ALL_MOVED, says: /-/},
};

type Ended = {
    readonly exitCode: number;
    readonly said: string;
    readonly wasMet: boolean;
    readonly sides: Sides;
    readonly left: readonly string[];
    readonly version: unknown;
    readonly secret: Readonly<Record<string, string>>;
    readonly kit: string;
};

async function readEnd(
    desk: ClusterDesk,
    run: {readonly exitCode: number; readonly said: string},
    wasMet: boolean,
): Promise<Ended> {
    const {state, resource} = desk.cluster;
    // What nobody waits for may still be on its way; what never settles is judged as it is.
    for (let look = 0; desk.cluster.isMoving() && look < MOST_LOOKS; look += 1) {
        await delay(LOOK_MS);
    }
    return {
        ...run,
        wasMet,
        sides: desk.readSides(),
        left: desk.findLeft(),
        version: resource().spec['version'],
        secret: state.objects.get(nameObject('secrets', 'chat', 'db'))?.['data'] as Ended['secret'],
        kit: await desk.readKit(),
    };
}

async function disturb(desk: ClusterDesk, fault: Fault, boundary: Boundary): Promise<Ended> {
    const file = await desk.plan();
    let disturbing: ReturnType<Disturbance> | undefined;
    let isOver = false;
    const applied = desk
        .run(['apply', file, '--yes'], {
            heard: (line) => {
                if (line.startsWith(`✓ ${BOUNDARIES[boundary]}`)) {
                    disturbing ??= FAULTS[fault](desk);
                }
            },
        })
        .finally(() => (isOver = true));
    while (!isOver && disturbing === undefined) {
        await delay(LOOK_MS);
    }
    const disturbance = await disturbing;
    while (disturbance && !isOver && !disturbance.isMet()) {
        await delay(LOOK_MS);
    }
    disturbance?.end();
    return readEnd(desk, await applied, disturbing !== undefined);
}

/** `kill -9` of a process of its own after a boundary; `heard` is told each boundary it passes. True where it came that far. */
async function killAfter(
    desk: ClusterDesk,
    boundary: Boundary,
    heard: (passed: Boundary) => void = () => undefined,
): Promise<boolean> {
    const file = await desk.plan();
    const child = spawn(process.execPath, [SOURCE_BIN, 'apply', file, '--yes'], {
        env: {PATH: process.env['PATH'] ?? '', ...desk.env},
        stdio: ['ignore', 'pipe', 'pipe'],
    });
    let wasMet = false;
    for (const input of [child.stdout, child.stderr]) {
        createInterface({input}).on('line', (line) => {
            for (const passed of Object.keys(BOUNDARIES) as Boundary[]) {
                if (line.startsWith(`✓ ${BOUNDARIES[passed]}`)) {
                    heard(passed);
                }
            }
            if (line.startsWith(`✓ ${BOUNDARIES[boundary]}`)) {
                wasMet = true;
                child.kill('SIGKILL');
            }
        });
    }
    await once(child, 'close');
    return wasMet;
}

/** The next process goes on. */
async function kill(desk: ClusterDesk, boundary: Boundary): Promise<Ended> {
    const wasMet = await killAfter(desk, boundary);
    return readEnd(desk, await desk.run(['apply', '--resume', '--yes']), wasMet);
}

async function runCase([fault, boundary]: Case): Promise<Ended> {
    const desk = await openClusterDesk();
    try {
        return await (fault === 'agent_killed' ? kill(desk, boundary) : disturb(desk, fault, boundary));
    } finally {
        await desk.close();
    }
}

describe('a run on a cluster that is disturbed between any two steps ends untouched, moved, restored, or with the commands', () => {
    const cases = (Object.keys(ENDS) as Case[0][]).flatMap((fault) =>
        (Object.keys(BOUNDARIES) as Boundary[]).map((boundary): Case => [fault, boundary]),
    );
    const ends = new Map<string, Promise<Ended>>();
    beforeAll(() => {
        const lanes: Promise<unknown>[] = Array.from({length: AT_ONCE}, () => Promise.resolve());
        cases.forEach((one, index) => {
            const end = (lanes[index % AT_ONCE] ?? Promise.resolve()).then(() => runCase(one));
            ends.set(one.join(), end);
            lanes[index % AT_ONCE] = end.catch(() => undefined);
        });
    });
    afterAll(() => Promise.allSettled(ends.values()), TIMEOUT_MS);

    test.each(cases)(
        '%s after %s',
        async (fault, boundary) => {
            const end = await ends.get([fault, boundary].join());
            if (!end) {
                throw new Error('no such case');
            }
            const {said, sides, secret, ...others} = end;
            const {exits, says} = ENDS[fault];
            const index = Object.keys(BOUNDARIES).indexOf(boundary);
            expect({said, exitCode: others.exitCode}).toEqual({said, exitCode: exits[index]});
            expect(others.wasMet).toBe(true);
            if (others.exitCode !== EXIT_CODES.ready) {
                expect(said).toMatch(says);
            }
            // Nobody else's words are lost.
            expect(others.version).toBe(fault === 'version_edited' ? THEIR_VERSION : '11.7.2');
            expect(secret['THEIRS']).toBe(fault === 'secret_key_added' ? encode('their own') : undefined);
            expect(secret['DB_CONNECTION_STRING'] === encode(THEIR_URL)).toBe(fault === 'secret_edited');

            const isCutOff = fault === 'api_killed' && boundary === 'rescue_kit';
            // Where the API is away at the end too, the Lease stays until this agent's next run; another run's is its own.
            expect(isCutOff ? [[], [LEASE]] : [fault === 'lease_taken' ? [LEASE] : []]).toContainEqual(others.left);

            const theirs: readonly (keyof Sides)[] =
                fault === 'secret_edited' ? ['secret'] : fault === 'version_edited' ? ['pods'] : [];
            const own = (Object.keys(sides) as (keyof Sides)[]).filter((side) => !theirs.includes(side));
            if (others.exitCode === EXIT_CODES.needs_attention) {
                expect(said).toContain('ROLLBACK.txt');
                const changed = fault === 'right_withdrawn' ? 'secret db' : 'mattermost mm';
                expect(others.kit).toContain(`kubectl -n chat patch ${changed}`);
                // Whatever else a person has to do, the server can log in.
                if (fault !== 'secret_edited') {
                    expect(sides.secret).toBe(sides.database);
                }
                return;
            }
            const one = others.exitCode === EXIT_CODES.ready ? 'new' : 'old';
            expect({said, sides: own.map((side) => sides[side])}).toEqual({said, sides: own.map(() => one)});
        },
        TIMEOUT_MS,
    );
});

test(
    'an older copy of the state goes on with no run that is further: refused, and the newest copy goes on',
    async () => {
        const desk = await openClusterDesk();
        const [state, older, newest] = ['state', 'older', 'newest'].map((name) => join(desk.folder, name)) as [
            string,
            string,
            string,
        ];
        try {
            const keep = (passed: Boundary) => {
                if (passed === 'rescue_kit') {
                    cpSync(state, older, {recursive: true, filter: (path) => !path.endsWith('.lock')});
                }
            };
            expect(await killAfter(desk, 'patch', keep)).toBe(true);
            const before = desk.readSides();
            await rename(state, newest);
            await rename(older, state);
            const refused = await desk.run(['apply', '--resume', '--yes']);
            expect(refused).toMatchObject({exitCode: UNTOUCHED, said: expect.stringContaining('journal_behind')});
            expect(refused.said).toContain('kubectl -n chat delete lease fips-readiness-mm');
            expect([desk.readSides().resource, desk.readSides().secret]).toEqual([before.resource, before.secret]);
            await rename(state, older);
            await rename(newest, state);
            const moved = await desk.run(['apply', '--resume', '--yes']);
            expect(moved).toMatchObject({exitCode: MOVED});
            expect(desk.findLeft()).toEqual([]);
        } finally {
            await desk.close();
        }
    },
    TIMEOUT_MS,
);
