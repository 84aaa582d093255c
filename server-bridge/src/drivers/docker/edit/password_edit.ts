import type {FileEdit, ProjectFile} from './image_edit.ts';
import type {Span} from '../../../rotation/written_password.ts';
import {findInComposeFile, findInEnvFile} from './password_places.ts';

/** Why no edit is proposed: the plan becomes a handover. Permanent codes; words under `handover.<code>`. */
export type PasswordEditRefusal = 'password_not_in_a_file' | 'password_in_several_places' | 'password_not_plain';

/** `span` is where the password is in the text before. The edit's texts hold both passwords: they are never shown. */
export type PasswordEditProposal =
    | {readonly code: 'edit'; readonly edit: FileEdit; readonly span: Span}
    | {readonly code: 'refused'; readonly reason: PasswordEditRefusal};

/**
 * Proposes the edit that writes a new password where the old one stands, if that is one place: a variable of an env file, a
 * connection string in one, or one in a Compose file. Pure: nothing is written and nothing is believed before
 * `docker compose config` has proved it. `newPassword` is letters and digits, so that it is written alike everywhere.
 */
export function proposePasswordEdit(input: {
    readonly composeFiles: readonly ProjectFile[];
    readonly envFiles: readonly ProjectFile[];
    readonly oldPassword: string;
    readonly newPassword: string;
}): PasswordEditProposal {
    const {composeFiles, envFiles, oldPassword, newPassword} = input;
    if (oldPassword === '') {
        return {code: 'refused', reason: 'password_not_in_a_file'};
    }
    const beside = findNamesBesidePassword([...composeFiles, ...envFiles]);
    const places = [
        ...envFiles.flatMap((file) => findInEnvFile(file, oldPassword)),
        ...composeFiles.flatMap((file) => findInComposeFile(file, oldPassword)),
    ].filter(({name}) => !beside.has(name));
    const [place, ...others] = places;
    if (!place) {
        return {code: 'refused', reason: 'password_not_in_a_file'};
    }
    if (others.length > 0) {
        return {code: 'refused', reason: 'password_in_several_places'};
    }
    const {file, span} = place;
    if (!span) {
        return {code: 'refused', reason: 'password_not_plain'};
    }
    const after = file.text.slice(0, span.start) + newPassword + file.text.slice(span.end);
    return {
        code: 'edit',
        edit: {path: file.path, before: file.text, after},
        span,
    };
}

const DSN_TEMPLATE = /postgres(?:ql)?:\/\/\S*/g;
const REFERENCE = /(?<colon>:?)\$(?:\{(?<braced>\w+)[^}]*\}|(?<bare>\w+))(?<at>@?)/g;

/** Variables a connection string takes its role or database from: one of them may well read like the password. */
function findNamesBesidePassword(files: readonly ProjectFile[]): ReadonlySet<string> {
    const references = files
        .flatMap(({text}) => text.match(DSN_TEMPLATE) ?? [])
        .flatMap((template) => [...template.matchAll(REFERENCE)])
        .map(({groups = {}}) => ({
            name: groups['braced'] ?? groups['bare'] ?? '',
            isPassword: groups['colon'] === ':' && groups['at'] === '@',
        }));
    const passwords = new Set(references.filter(({isPassword}) => isPassword).map(({name}) => name));
    return new Set(references.map(({name}) => name).filter((name) => !passwords.has(name)));
}
