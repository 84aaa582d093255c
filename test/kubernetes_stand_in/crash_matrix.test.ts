import {cpSync} from 'node:fs';
import {rename} from 'node:fs/promises';
import {join} from 'node:path';
import {EXIT_CODES} from '@fips-readiness/core';
import type {ExitCode} from '@fips-readiness/core';
import {openClusterDesk} from './cluster_desk.ts';
import type {Sides} from './cluster_desk.ts';
import {LEASE, THEIR_URL, THEIR_VERSION} from './crash_faults.ts';
import type {Fault} from './crash_faults.ts';
import {disturb, killAfter, killAndGoOn, runAll} from './crash_run.ts';
import type {Ended} from './crash_run.ts';
import {encode} from './sample_installation.ts';

const TIMEOUT_MS = 120_000;
/** Each is mostly waiting: for the next look, for pods. */
const AT_ONCE = 12;
/** What the terminal says when a step is done: the next one has not begun yet. */
const BOUNDARIES = {
    rescue_kit: '✓ Write the rescue kit:',
    backup: '✓ Save the database:',
    rotate: '✓ Change the database password:',
    rehearse: '✓ Rehearse alongside the live site:',
    patch: '✓ Patch the resource:',
    wait: '✓ Wait until Mattermost is ready:',
    verify: '✓ Verify in layers:',
    finish: '✓ Finish:',
} as const;
type Boundary = keyof typeof BOUNDARIES;
/** Steps that a plan may be without. */
const WITH_EVERY_STEP = {BACKUP: 'command', BACKUP_COMMAND: '["/bin/true"]', KUBE_REHEARSAL: 'pod'};

type Case = readonly [Fault | 'agent_killed', Boundary];
type Exits = Readonly<Partial<Record<Boundary, ExitCode>>>;

const {ready: MOVED, rolled_back: RESTORED, needs_attention: COMMANDS, refused: UNTOUCHED} = EXIT_CODES;
const ALL_MOVED = {rescue_kit: MOVED, rotate: MOVED, patch: MOVED, wait: MOVED, verify: MOVED};
/** What the operator has done by then it does not do worse. */
const BEFORE_ROLLOUT = {rescue_kit: MOVED, rotate: MOVED, patch: MOVED};

/** How a run ends that meets the fault after each boundary, and the reason it gives where it did not reach its end. */
const ENDS: Readonly<Partial<Record<Case[0], {readonly exits: Exits; readonly says?: RegExp}>>> = {
    image_pinned: {exits: {rotate: RESTORED}, says: /another field of the resource, such as resourcePatch/},
    api_killed: {
        exits: {
            rescue_kit: UNTOUCHED,
            backup: UNTOUCHED,
            rotate: RESTORED,
            rehearse: RESTORED,
            patch: MOVED,
            wait: MOVED,
            verify: MOVED,
        },
        says: /the Kubernetes API .* did not answer/,
    },
    lists_broken_off: {exits: ALL_MOVED},
    operator_gone: {exits: ALL_MOVED},
    operator_slow: {exits: BEFORE_ROLLOUT},
    operator_crashing: {exits: BEFORE_ROLLOUT},
    version_edited: {
        exits: {rescue_kit: RESTORED, rotate: RESTORED, patch: COMMANDS, wait: COMMANDS, verify: COMMANDS},
        says: /somebody else has changed the image or version|somebody, or a tool that manages the resource, has changed it/,
    },
    secret_key_added: {exits: ALL_MOVED},
    secret_edited: {
        exits: {rescue_kit: UNTOUCHED, rotate: COMMANDS, patch: COMMANDS, wait: COMMANDS, verify: COMMANDS},
        says: /somebody else has changed the Secret db since; their change was left as it is/,
    },
    resource_recreated: {
        exits: {rescue_kit: RESTORED, rotate: RESTORED, patch: COMMANDS, wait: COMMANDS, verify: COMMANDS},
        says: /was deleted and created again|no longer have the target image/,
    },
    resource_deleted: {
        exits: {rescue_kit: RESTORED, rotate: RESTORED, patch: COMMANDS, wait: COMMANDS, verify: COMMANDS},
        says: /there is no Mattermost resource mm any more|no longer have the target image/,
    },
    pods_failing: {
        exits: {rescue_kit: RESTORED, rotate: RESTORED, patch: RESTORED, wait: RESTORED, verify: COMMANDS},
        says: /exits and restarts again and again|a layer failed|no longer have the target image/,
    },
    lease_taken: {
        exits: {rescue_kit: UNTOUCHED, rotate: RESTORED, patch: MOVED, wait: MOVED, verify: MOVED},
        says: /is no longer this run’s/,
    },
    lease_deleted: {
        exits: {rescue_kit: UNTOUCHED, rotate: RESTORED, patch: MOVED, wait: MOVED, verify: MOVED},
        says: /is no longer this run’s/,
    },
    right_withdrawn: {
        exits: {rescue_kit: UNTOUCHED, rotate: COMMANDS, patch: MOVED, wait: MOVED, verify: MOVED},
        says: /no right to patch leases|this user may not patch the (Secret db|resource mm) in the namespace chat/i,
    },
    token_rotated: {exits: ALL_MOVED},
    agent_killed: {exits: {...ALL_MOVED, backup: MOVED, rehearse: MOVED, finish: MOVED}},
};

async function runCase([fault, boundary]: Case): Promise<Ended> {
    const isLong = boundary === 'backup' || boundary === 'rehearse';
    const desk = await openClusterDesk({}, isLong ? WITH_EVERY_STEP : {});
    try {
        const line = BOUNDARIES[boundary];
        return await (fault === 'agent_killed'
            ? killAndGoOn(desk, line, ['apply', '--resume', '--yes'])
            : disturb(desk, fault, line));
    } finally {
        await desk.close();
    }
}

/** What a fault takes out of the run's hands. */
const THEIRS: Readonly<Partial<Record<Case[0], readonly (keyof Sides)[]>>> = {
    secret_edited: ['secret'],
    version_edited: ['pods'],
    resource_deleted: ['resource', 'pods'],
};
/** The release that the resource names at the end. */
const VERSIONS: Readonly<Partial<Record<Case[0], string | undefined>>> = {
    version_edited: THEIR_VERSION,
    resource_deleted: undefined,
};

describe('a run on a cluster that is disturbed between any two steps ends untouched, moved, restored, or with the commands', () => {
    const cases = (Object.keys(ENDS) as Case[0][]).flatMap((fault) =>
        (Object.keys(ENDS[fault]?.exits ?? {}) as Boundary[]).map((boundary): Case => [fault, boundary]),
    );
    let ends: ReturnType<typeof runAll<Case>>;
    beforeAll(() => {
        ends = runAll(cases, runCase, AT_ONCE);
    });
    afterAll(() => ends.settle(), TIMEOUT_MS);

    test.each(cases)(
        '%s after %s',
        async (fault, boundary) => {
            const {said, sides, secret, ...others} = await ends.find([fault, boundary]);
            const {exits, says = /-/} = ENDS[fault] ?? {exits: {}};
            expect({said, exitCode: others.exitCode}).toEqual({said, exitCode: exits[boundary]});
            expect(others.wasMet).toBe(true);
            if (others.exitCode !== EXIT_CODES.ready) {
                expect(said).toMatch(says);
            }
            // Nobody else's words are lost.
            expect(others.version).toBe(fault in VERSIONS ? VERSIONS[fault] : '11.7.2');
            expect(secret['THEIRS']).toBe(fault === 'secret_key_added' ? encode('their own') : undefined);
            expect(secret['DB_CONNECTION_STRING'] === encode(THEIR_URL)).toBe(fault === 'secret_edited');

            const isCutOff = fault === 'api_killed' && others.exitCode === EXIT_CODES.refused;
            // Where the API is away at the end too, the Lease stays until this agent's next run; another run's is its own.
            expect(isCutOff ? [[], [LEASE]] : [fault === 'lease_taken' ? [LEASE] : []]).toContainEqual(others.left);

            const own = (Object.keys(sides) as (keyof Sides)[]).filter((side) => !THEIRS[fault]?.includes(side));
            if (others.exitCode === EXIT_CODES.needs_attention) {
                expect(said).toContain('ROLLBACK.txt');
                const changed = fault === 'right_withdrawn' ? 'secret db' : 'mattermost mm';
                expect(others.kit).toContain(`kubectl -n chat patch ${changed}`);
                expect(others.kit).toMatch(/kubectl -n chat create -f .*\/mattermost-before\.json/);
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
            const keep = (said: string) => {
                if (said.startsWith(BOUNDARIES.rescue_kit)) {
                    cpSync(state, older, {recursive: true, filter: (path) => !path.endsWith('.lock')});
                }
            };
            expect(await killAfter(desk, BOUNDARIES.patch, keep)).toBe(true);
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
