import {readFile} from 'node:fs/promises';
import {resolve} from 'node:path';
import {isObserved} from '@fips-readiness/core';
import type {HandoverReason, Plan} from '@fips-readiness/core';
import type {ComposeProject} from '../edit/compose.ts';
import {findEnvFiles} from '../edit/env_file_services.ts';
import {findTrackedFile} from '../owner/find_tracked_file.ts';
import {findDataSource} from '../facts/find_data_source.ts';
import {findRotationReason} from '../../../rotation/find_reason.ts';
import {generatePassword} from '../../../rotation/generate_password.ts';
import {proposePasswordEdit} from '../edit/password_edit.ts';
import {findInEnvFile} from '../edit/password_places.ts';
import {showSecretEdit} from '../edit/shown_edit.ts';
import type {ShownEdit} from '../edit/shown_edit.ts';
import {provePasswordEdit} from '../edit/prove_password_edit.ts';
import type {DockerPlanInput} from './docker_plan_input.ts';
import type {ProjectTexts} from '../edit/project_texts.ts';

/** Whether the database password is changed with the plan, and where it is written. */
export type PlannedRotation =
    | {readonly code: 'none'}
    | {
          readonly code: 'rotation';
          readonly rotation: Extract<Plan['rotation'], {readonly path: string}>;
          readonly shown: ShownEdit;
          /** Services whose configuration the new password changes, Mattermost's own included. */
          readonly recreated: readonly string[];
      }
    | {readonly code: 'handover'; readonly reason: HandoverReason; readonly paths: readonly string[]};

/**
 * Plans the rotation where the FIPS build would refuse the password, or where it is what the plan is for. The edit is proved
 * with a password that is thrown away: the real one is made when the run begins.
 */
export async function planRotation(input: DockerPlanInput, texts: ProjectTexts | undefined): Promise<PlannedRotation> {
    const because = findRotationReason(input);
    if (because === undefined) {
        return {code: 'none'};
    }
    const {engine, compose, found, facts} = input;
    const {project, service, container} = found;
    const source = await findDataSource(engine, container);
    if (!source?.database) {
        return {code: 'handover', reason: 'password_elsewhere', paths: []};
    }
    if (source.database.isPooler) {
        return {code: 'handover', reason: 'password_behind_pooler', paths: [source.database.name]};
    }
    if (!project || !compose || texts?.code !== 'read') {
        return {code: 'handover', reason: 'password_not_in_a_file', paths: []};
    }
    const {dsn} = source;
    const newPassword = generatePassword();
    const proposal = proposePasswordEdit({...texts, oldPassword: dsn.password, newPassword});
    if (proposal.code === 'refused') {
        return handOver(proposal.reason, [], await findEnvFilePlaces(project, texts, service, dsn.password));
    }
    const {edit, span} = proposal;
    const shown = showSecretEdit(edit, span);
    const tracked = await findTrackedFile([edit.path]);
    if (tracked.code === 'tracked') {
        return {code: 'handover', reason: 'owned_by_another_tool', paths: [edit.path]};
    }
    const proof = await provePasswordEdit({compose, project, service, edit, oldPassword: dsn.password, newPassword});
    if (proof.code !== 'proved') {
        const places = await findEnvFilePlaces(project, texts, service, dsn.password);
        return handOver('edit_not_proved', [edit.path], places);
    }
    const clients = facts.database_role_clients;
    return {
        code: 'rotation',
        shown,
        recreated: proof.recreated,
        rotation: {
            role: dsn.user,
            database: dsn.database,
            because,
            path: edit.path,
            line: shown.line,
            otherClients: isObserved(clients) ? clients.value.map(({application}) => application) : [],
        },
    };
}

/** Where the project's own files do not give the service its password, a file it reads as its own environment may. */
function handOver(reason: HandoverReason, paths: readonly string[], inEnvFiles: readonly string[]): PlannedRotation {
    const isElsewhere = reason === 'password_not_in_a_file' || reason === 'edit_not_proved';
    return isElsewhere && inEnvFiles.length > 0
        ? {code: 'handover', reason: 'password_in_env_file', paths: inEnvFiles}
        : {code: 'handover', reason, paths};
}

async function findEnvFilePlaces(
    {directory}: ComposeProject,
    {composeFiles}: Extract<ProjectTexts, {readonly code: 'read'}>,
    service: string,
    password: string,
): Promise<readonly string[]> {
    const named = findEnvFiles(composeFiles.map(({text}) => text)).filter((file) => file.service === service);
    const paths = [...new Set(named.map(({name}) => resolve(directory, name)))];
    const found = await Promise.all(
        paths.map(async (path) => {
            const text = await readFile(path, 'utf8').catch(() => '');
            return findInEnvFile({path, text}, password).map(({span}) =>
                span ? `${path}:${text.slice(0, span.start).split('\n').length}` : path,
            );
        }),
    );
    return found.flat();
}
