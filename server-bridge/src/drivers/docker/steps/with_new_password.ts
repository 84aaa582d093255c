import type {ContainerDetails} from '../engine/engine.ts';
import {replacePassword} from '../../../rotation/replace_password.ts';
import type {StagedChange} from '../kept/staged_change.ts';

/**
 * The container as its files will make it: a variable that is the old password, or a connection string with it, has the new
 * one. Nothing rotated: the container as it is.
 */
export function withNewPassword(container: ContainerDetails, password: StagedChange['password']): ContainerDetails {
    if (!password) {
        return container;
    }
    const environment = [...container.environment].map(([name, value]): [string, string] => [
        name,
        replacePassword(value, password),
    ]);
    return {...container, environment: new Map(environment)};
}

/** The variables a new password changes. */
export function findChangedVariables(
    container: ContainerDetails,
    password: StagedChange['password'],
): readonly string[] {
    const after = withNewPassword(container, password).environment;
    return [...container.environment].flatMap(([name, value]) => (after.get(name) === value ? [] : [name]));
}
