import {evaluate, isObserved} from '@fips-readiness/core';
import type {HandoverReason, Plan} from '@fips-readiness/core';
import {findDataSource} from '../facts/find_data_source.ts';
import {generatePassword} from '../rotation/generate_password.ts';
import {proposePasswordEdit} from '../rotation/password_edit.ts';
import {provePasswordEdit} from '../rotation/prove_password_edit.ts';
import type {PlanInput} from './plan_input.ts';
import type {ProjectTexts} from './project_texts.ts';

/** Whether the database password is changed with the plan, and where it is written. */
export type PlannedRotation =
    | {readonly code: 'none'}
    | {
          readonly code: 'rotation';
          readonly rotation: NonNullable<Plan['rotation']>;
          /** Services whose configuration the new password changes, Mattermost's own included. */
          readonly recreated: readonly string[];
      }
    | {readonly code: 'handover'; readonly reason: HandoverReason};

/**
 * Plans the rotation where the FIPS build would refuse the password, or where it is what the plan is for. The edit is proved
 * with a password that is thrown away: the real one is made when the run begins.
 */
export async function planRotation(input: PlanInput, texts: ProjectTexts | undefined): Promise<PlannedRotation> {
    const because = findReason(input);
    if (because === undefined) {
        return {code: 'none'};
    }
    const {engine, compose, deployment, facts} = input;
    const {project, service, container} = deployment;
    const source = await findDataSource(engine, container);
    if (!source?.database) {
        return {code: 'handover', reason: 'password_elsewhere'};
    }
    if (!project || !compose || texts?.code !== 'read') {
        return {code: 'handover', reason: 'password_not_in_a_file'};
    }
    const {dsn} = source;
    const newPassword = generatePassword();
    const proposal = proposePasswordEdit({...texts, oldPassword: dsn.password, newPassword});
    if (proposal.code === 'refused') {
        return {code: 'handover', reason: proposal.reason};
    }
    const {edit, line} = proposal;
    const proof = await provePasswordEdit({compose, project, service, edit, oldPassword: dsn.password, newPassword});
    if (proof.code !== 'proved') {
        return {code: 'handover', reason: 'edit_not_proved'};
    }
    const clients = facts.database_role_clients;
    return {
        code: 'rotation',
        recreated: proof.recreated,
        rotation: {
            role: dsn.user,
            database: dsn.database,
            because,
            path: edit.path,
            line,
            otherClients: isObserved(clients) ? clients.value.map(({application}) => application) : [],
        },
    };
}

function findReason({goal, facts}: PlanInput): NonNullable<Plan['rotation']>['because'] | undefined {
    if (goal === 'rotate') {
        return 'asked_for';
    }
    const tooShort = evaluate(facts).some(({check, state}) => check === 'database_password_length' && state === 'fail');
    return goal === 'to_fips' && tooShort ? 'too_short' : undefined;
}
