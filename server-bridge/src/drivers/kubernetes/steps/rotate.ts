import {parseDsn} from '../../../facts/dsn.ts';
import {failed} from '../../../port/step_result.ts';
import type {Performer, Reverter, StepResult} from '../../../port/step_result.ts';
import {describeRotation, leavesEither} from '../../../rotation/describe_rotation.ts';
import {makeLogIn} from '../../../rotation/make_log_in.ts';
import {rotateRole} from '../../../rotation/rotate_role.ts';
import type {Rotation} from '../../../rotation/rotate_role.ts';
import {locateDatabase} from '../locate_database.ts';
import {patchSecret} from '../password/patch_secret.ts';
import type {SecretPatched} from '../password/patch_secret.ts';
import {readStagedPassword} from '../password/staged_password.ts';
import type {StagedPassword} from '../password/staged_password.ts';
import type {KubernetesRun} from '../run/kubernetes_run.ts';
import {isAway} from '../api/is_away.ts';
import {whereClusterAnswers} from './where_cluster_answers.ts';

/**
 * The new password in PostgreSQL, proved by a login, then in every key of the Secret. Where the Secret does not take it, PostgreSQL has
 * the old one again before the step ends.
 */
export function makeRotate(run: KubernetesRun, openLogIn = makeLogIn): Performer {
    return async () => {
        const staged = await readStagedPassword(run.folder);
        if (!staged) {
            return failed('password_not_staged', {}, 'stop');
        }
        const refused = await trySecret(run, staged);
        if (refused) {
            return refused;
        }
        const rotation = await rotate({...run, openLogIn}, staged, 'next');
        if (rotation.code !== 'rotated' && rotation.code !== 'already_rotated') {
            return describeRotation(rotation, 'rotated');
        }
        try {
            const patched = await patchSecret(run.cluster, run.target.namespace, staged, {side: 'next'});
            if (patched === 'patched' || patched === 'already') {
                return describeRotation(rotation, 'rotated');
            }
            const {code} = await rotate({...run, openLogIn}, staged, 'old');
            const isBack = code === 'rotated' || code === 'already_rotated';
            return describePatch(run, staged, patched, isBack ? 'stop' : 'roll_back');
        } catch (error) {
            if (!isAway(error)) {
                throw error;
            }
            // It may have arrived all the same.
            return failed('cluster_away', {context: run.cluster.context});
        }
    };
}

/** The old password in PostgreSQL and in the Secret. A database that does not answer is waited for. */
export function makeRestorePassword(run: KubernetesRun, openLogIn = makeLogIn): Reverter {
    return () =>
        whereClusterAnswers(run, async () => {
            const staged = await readStagedPassword(run.folder);
            if (!staged) {
                return failed('password_not_staged');
            }
            const {namespace} = run.target;
            // Both keep the new one where the Secret cannot follow: the server has to log in.
            if ((await patchSecret(run.cluster, namespace, staged, {side: 'old', tries: true})) === 'forbidden') {
                return describePatch(run, staged, 'forbidden', 'roll_back');
            }
            const rotation = await rotate({...run, openLogIn}, staged, 'old');
            if (leavesEither(rotation)) {
                return {
                    code: 'waits',
                    reason: 'database_away',
                    data: {host: parseDsn(staged.dataSource)?.host ?? ''},
                };
            }
            const patched = await patchSecret(run.cluster, namespace, staged, {side: 'old'});
            if (patched !== 'patched' && patched !== 'already') {
                return describePatch(run, staged, patched, 'roll_back');
            }
            return describeRotation(rotation, 'restored');
        });
}

/** Asks first whether the Secret would take it: PostgreSQL is not changed for a Secret that cannot follow. Undefined where it would. */
async function trySecret(run: KubernetesRun, staged: StagedPassword): Promise<StepResult | undefined> {
    try {
        const tried = await patchSecret(run.cluster, run.target.namespace, staged, {side: 'next', tries: true});
        return tried === 'patched' || tried === 'already' ? undefined : describePatch(run, staged, tried, 'stop');
    } catch (error) {
        if (!isAway(error)) {
            throw error;
        }
        return failed('cluster_away', {context: run.cluster.context}, 'stop');
    }
}

async function rotate(
    {cluster, target, openLogIn}: Pick<KubernetesRun, 'cluster' | 'target'> & {readonly openLogIn: typeof makeLogIn},
    {password, dataSource}: StagedPassword,
    to: 'old' | 'next',
): Promise<Rotation> {
    const dsn = parseDsn(dataSource);
    if (!dsn) {
        throw new Error('a connection string that was read before is none now');
    }
    const {address, port} = await locateDatabase(cluster, target.namespace, dsn);
    const logIn = openLogIn(dsn, {host: address, port: Number(port)});
    return rotateRole({logIn, from: password[to === 'next' ? 'old' : 'next'], to: password[to]});
}

function describePatch(
    {target: {namespace}}: Pick<KubernetesRun, 'target'>,
    {secret}: StagedPassword,
    patched: Exclude<SecretPatched, 'patched' | 'already'>,
    consequence: 'stop' | 'roll_back',
): StepResult {
    return failed(`secret_${patched}`, {name: secret, namespace}, consequence);
}
