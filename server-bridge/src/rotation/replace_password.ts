import {findDsnPasswords, spellsPassword} from './written_password.ts';

/** A password and the one that takes its place. */
export type PasswordChange = {readonly old: string; readonly next: string};

/** A value with the new password: one that is the old password, or connection strings with it. Other values stay as they are. */
export function replacePassword(value: string, change: PasswordChange): string {
    return value === change.old ? change.next : replaceInDsn(value, change);
}

/** The connection strings of a value with the new password. */
export function replaceInDsn(value: string, {old, next}: PasswordChange): string {
    // From the last place to the first, so that the places found stay right.
    return findDsnPasswords(value)
        .filter(({start, end, spelling}) => spellsPassword(value.slice(start, end), old, spelling))
        .toReversed()
        .reduce((text, {start, end}) => text.slice(0, start) + next + text.slice(end), value);
}
