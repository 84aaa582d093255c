import type {ContainerDetails} from '../../engine/engine.ts';
import type {StagedChange} from '../staged_change.ts';

/**
 * The container as its files will make it: wherever its variables hold the old password, as it is or percent-encoded, the
 * new one stands. Nothing rotated: the container as it is.
 */
export function withNewPassword(container: ContainerDetails, password: StagedChange['password']): ContainerDetails {
    if (!password) {
        return container;
    }
    const environment = [...container.environment].map(([name, value]): [string, string] => [
        name,
        value.replaceAll(password.old, password.next).replaceAll(encodeURIComponent(password.old), password.next),
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
