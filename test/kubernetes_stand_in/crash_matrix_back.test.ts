import {EXIT_CODES} from '@fips-readiness/core';
import {openClusterDesk} from './cluster_desk.ts';
import {LEASE} from './crash_faults.ts';
import type {Fault} from './crash_faults.ts';
import {disturb, killAndGoOn, runAll} from './crash_run.ts';
import type {Ended} from './crash_run.ts';

const TIMEOUT_MS = 120_000;
/** Those that start a process of their own are busy, not waiting. */
const AT_ONCE = 3;
/** What the terminal says between two steps of a rollback; its first line is that of the step that failed. */
const BOUNDARIES = {
    verify_failed: '✗ Verify in layers:',
    restore_password: '✓ Restore the old database password:',
    restore_resource: '✓ Revert the patch of the resource:',
    wait_back: '✓ Wait until Mattermost is ready again:',
    verify_back: '✓ Verify the old state:',
} as const;
type Boundary = keyof typeof BOUNDARIES;

/** How an agent that was killed is started again. */
const STARTS = {
    killed_and_resumed: ['apply', '--resume', '--yes'],
    killed_and_rolled_back: ['rollback', '--yes'],
} as const;
type Start = keyof typeof STARTS;
type Case = readonly [Fault | Start, Boundary];

const FAULTS: readonly Case[0][] = [
    'killed_and_resumed',
    'api_killed',
    'database_gone',
    'killed_and_rolled_back',
    'operator_gone',
];

async function runCase([fault, boundary]: Case): Promise<Ended> {
    const desk = await openClusterDesk();
    desk.cluster.faults.fipsHasNoPage = true;
    try {
        const line = BOUNDARIES[boundary];
        return await (fault in STARTS
            ? killAndGoOn(desk, line, STARTS[fault as Start])
            : disturb(desk, fault as Fault, line));
    } finally {
        await desk.close();
    }
}

describe('a rollback that is disturbed between any two steps restores everything all the same', () => {
    const cases = (Object.keys(BOUNDARIES) as Boundary[]).flatMap((boundary) =>
        FAULTS.map((fault): Case => [fault, boundary]),
    );
    let ends: ReturnType<typeof runAll<Case>>;
    beforeAll(() => {
        ends = runAll(cases, runCase, AT_ONCE);
    });
    afterAll(() => ends.settle(), TIMEOUT_MS);

    test.each(cases)(
        '%s after %s',
        async (fault, boundary) => {
            const {said, exitCode, wasMet, sides, left, version} = await ends.find([fault, boundary]);
            expect({said, exitCode, wasMet, sides, version}).toEqual({
                said,
                exitCode: EXIT_CODES.rolled_back,
                wasMet: true,
                sides: {resource: 'old', secret: 'old', database: 'old', pods: 'old'},
                version: '11.7.2',
            });
            // The last thing a run does is to remove its Lease: where it cannot, this agent's next run does.
            const isCutOff = fault === 'api_killed' && boundary === 'verify_back';
            expect(isCutOff ? [[], [LEASE]] : [[]]).toContainEqual(left);
        },
        TIMEOUT_MS,
    );
});
