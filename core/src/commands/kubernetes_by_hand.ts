import type {Data} from '../values/data.ts';
import {kubectlLine, removeUpdateCheck} from './kubernetes.ts';
import {printWordOr} from './shell_word.ts';

/** Removes one installation's own update check: a namespace has one Job, and another installation's stays. `name` is a shell word. */
export function removeOwnUpdateCheck(place: Data, name: string): string {
    const [remove = ''] = removeUpdateCheck(place);
    const owner = `-o jsonpath='{.metadata.ownerReferences[0].name}'`;
    return `test "$(${kubectlLine(place)} get job mattermost-update-check --ignore-not-found ${owner})" != ${name} || ${remove}`;
}

/** Opens the Secret with the connection string in an editor. */
export function editSecret(place: Data): string {
    return `${kubectlLine(place)} edit secret ${printWordOr(place.secret, '<database secret>')}`;
}
