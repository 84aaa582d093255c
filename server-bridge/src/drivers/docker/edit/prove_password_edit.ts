import {compareEdit} from './compare_edit.ts';
import type {Compose, ComposeProject} from './compose.ts';
import type {FileEdit} from './image_edit.ts';
import {spellsPassword} from '../../../rotation/written_password.ts';

/** What `docker compose config` says of a password's edit. Paths hold keys only, never values. */
export type PasswordEditProof =
    | {readonly code: 'proved'; readonly recreated: readonly string[]; readonly paths: readonly string[]}
    | {readonly code: 'moved_more'; readonly paths: readonly string[]}
    | {readonly code: 'not_moved'};

/**
 * Proves that an edit puts the new password where the old one was, in this service at least, and changes nothing else: each
 * value that differs is the old one with the old password's text, as it is or percent-encoded, replaced. Nothing is written.
 */
export async function provePasswordEdit(input: {
    readonly compose: Compose;
    readonly project: ComposeProject;
    readonly service: string;
    readonly edit: FileEdit;
    readonly oldPassword: string;
    readonly newPassword: string;
}): Promise<PasswordEditProof> {
    const {service, oldPassword, newPassword} = input;
    const {differences, recreated} = await compareEdit(input);
    const paths = differences.map(({path}) => path);
    if (!paths.some((path) => path.startsWith(`services.${service}.`))) {
        return {code: 'not_moved'};
    }
    const others = differences.filter(({before, after}) => !isReplaced(before, after, oldPassword, newPassword));
    return others.length > 0
        ? {code: 'moved_more', paths: others.map(({path}) => path)}
        : {code: 'proved', recreated, paths};
}

/** Lists are arguments or files: as many as before, each the same or with the password replaced. */
function isReplaced(before: unknown, after: unknown, oldPassword: string, newPassword: string): boolean {
    if (Array.isArray(before) && Array.isArray(after)) {
        return (
            before.length === after.length &&
            before.every(
                (one, index) => one === after[index] || isReplaced(one, after[index], oldPassword, newPassword),
            )
        );
    }
    return (
        typeof before === 'string' &&
        typeof after === 'string' &&
        isReplacedText(before, after, oldPassword, newPassword)
    );
}

/** Read backwards: the new password is random, so its places are certain, and the old one's text follows from the lengths. */
function isReplacedText(before: string, after: string, oldPassword: string, newPassword: string): boolean {
    const count = after.split(newPassword).length - 1;
    const length = newPassword.length + (before.length - after.length) / count;
    const start = after.indexOf(newPassword);
    const written = before.slice(start, start + length);
    return (
        count > 0 &&
        (['plain', 'url', 'key_value'] as const).some((spelling) => spellsPassword(written, oldPassword, spelling)) &&
        after.replaceAll(newPassword, () => written) === before
    );
}
