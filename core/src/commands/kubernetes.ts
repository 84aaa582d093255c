import type {Data} from '../values/data.ts';
import type {Commands} from './commands.ts';
import {printWordOr} from './shell_word.ts';

/** `kubectl` in the installation's namespace. */
export function kubectlLine(place: Data): string {
    return `kubectl -n ${printWordOr(place.namespace, '<namespace>')}`;
}

/** The installation's name as a shell word, or the placeholder. */
export function installationOf(place: Data): string {
    return printWordOr(place.name, '<installation>');
}

const none = (): readonly string[] => [];
const listPods = (place: Data): readonly string[] => [`${kubectlLine(place)} get pods`];

/** An installation of the operator. Nodes pull by themselves, and there is no engine to type at. */
export const KUBERNETES: Commands = {
    inMattermost: (place, interactive) =>
        `${kubectlLine(place)} exec ${interactive ? '-it ' : ''}deploy/${installationOf(place)} -c mattermost --`,
    inDatabase: () => undefined,
    list: listPods,
    findMattermost: listPods,
    showImage: (place) => [
        `${kubectlLine(place)} get deploy/${installationOf(place)} -o jsonpath='{.spec.template.spec.containers[*].image}'`,
    ],
    pull: none,
    logIn: none,
    carryIn: none,
    applyFiles: none,
    start: listPods,
    restart: (place) => [`${kubectlLine(place)} rollout restart deploy/${installationOf(place)}`],
    readLog: (place) => [`${kubectlLine(place)} logs deploy/${installationOf(place)} -c mattermost --tail 200`],
    reloadProxies: none,
    showCompose: none,
    freeSpace: none,
    copyConfiguration: none,
};
