import {isObserved} from '@fips-readiness/core';
import type {HandoverReason, Plan} from '@fips-readiness/core';
import type {ChangeRequest} from '../../../port/driver.ts';
import {isPooler} from '../../../facts/pooler.ts';
import {findRotationReason} from '../../../rotation/find_reason.ts';
import {generatePassword} from '../../../rotation/generate_password.ts';
import {makeLogIn} from '../../../rotation/make_log_in.ts';
import {isSecretOwned} from '../is_secret_owned.ts';
import type {Found} from '../found.ts';
import {findDatabasePod, locateDatabase} from '../locate_database.ts';
import {findPassword} from './find_password.ts';
import {patchSecret} from './patch_secret.ts';

/** Whether the database password is changed with the plan, and which keys of which Secret have it. */
export type PlannedRotation =
    | {readonly code: 'none'}
    | {readonly code: 'rotation'; readonly rotation: NonNullable<Plan['rotation']>}
    | {readonly code: 'handover'; readonly reason: HandoverReason};

/**
 * Plans the rotation where the FIPS build would refuse the password. The patch of the Secret is tried with a password that is thrown
 * away, and kept by nobody: the real one is made when the run begins.
 */
export async function planRotation(
    {cluster, namespace, pods: [first]}: Found,
    {goal, facts}: Pick<ChangeRequest, 'goal' | 'facts'>,
): Promise<PlannedRotation> {
    const because = findRotationReason({goal, facts});
    if (because === undefined) {
        return {code: 'none'};
    }
    const handOver = (reason: HandoverReason): PlannedRotation => ({code: 'handover', reason});
    if (goal === 'rotate') {
        return handOver('password_with_the_move');
    }
    const found = await findPassword(cluster, first, generatePassword);
    if (found.code === 'refused') {
        return handOver(found.reason);
    }
    const {dsn, secret, values} = found;
    if (isSecretOwned(secret)) {
        return handOver('secret_owned');
    }
    const {name} = secret.metadata;
    const database = await findDatabasePod(cluster, namespace, dsn.host);
    if (database?.pod.spec.containers.some(({image}) => isPooler(image)) === true) {
        return handOver('password_behind_pooler');
    }
    if ((await patchSecret(cluster, namespace, {secret: name, values}, {side: 'next', tries: true})) !== 'patched') {
        return handOver('no_right_to_secret');
    }
    const {address, port} = await locateDatabase(cluster, namespace, dsn);
    const login = await makeLogIn(dsn, {host: address, port: Number(port)})(dsn.password);
    if (login.code !== 'session') {
        return handOver('database_not_reached');
    }
    await login.session.close();
    const clients = facts.database_role_clients;
    return {
        code: 'rotation',
        rotation: {
            role: dsn.user,
            database: dsn.database,
            because,
            secret: {name, keys: values.map(({key}) => key)},
            otherClients: isObserved(clients) ? clients.value.map(({application}) => application) : [],
        },
    };
}
