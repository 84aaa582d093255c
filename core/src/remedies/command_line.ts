import type {Data} from '../results/data.ts';
import {printShellWord, printWordOr} from './shell_word.ts';

/** `docker compose` with project, folder and files, so that it can be typed anywhere on the host. */
export function composeLine(place: Data): string {
    const words = ['docker compose'];
    if (typeof place.name === 'string' && place.name !== '') {
        words.push(`-p ${printShellWord(place.name)}`);
    }
    words.push(`--project-directory ${printWordOr(place.folder, '<project folder>')}`);
    for (const file of listOf(place.files)) {
        words.push(`-f ${printShellWord(file)}`);
    }
    return words.join(' ');
}

/** The start of a line that runs a program in the Mattermost container, without a shell (the images have none). */
export function mattermostLine(place: Data, interactive = false): string {
    const terminal = interactive ? '-it ' : '';
    if (place.kind === 'kubernetes') {
        return `${kubectlLine(place)} exec ${terminal}deploy/${nameOf(place)} -c mattermost --`;
    }
    if (place.kind === 'compose' && (typeof place.container !== 'string' || place.container === '')) {
        return `${composeLine(place)} exec ${interactive ? '' : '-T '}${printWordOr(place.service, 'mattermost')}`;
    }
    return `${engineLine(place)} exec ${terminal}${printWordOr(place.container, '<container>')}`;
}

/** The engine's own client. */
export function engineLine(place: Data): string {
    return place.kind === 'podman' ? 'podman' : 'docker';
}

/** `mmctl` in local mode inside the Mattermost container. */
export function mmctlLine(place: Data, rest: string): string {
    return `${mattermostLine(place)} /mattermost/bin/mmctl --local ${rest}`;
}

/** `kubectl` in the installation's namespace. */
export function kubectlLine(place: Data): string {
    return `kubectl -n ${printWordOr(place.namespace, '<namespace>')}`;
}

/** The deployment's name as a shell word, or the placeholder. */
export function nameOf(place: Data): string {
    return printWordOr(place.name, '<installation>');
}

/** The strings of a list in data; empty for anything else. */
export function listOf(value: Data[string] | undefined): readonly string[] {
    return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

/** Asks the server itself whether it is a FIPS build. A site URL that is none becomes the placeholder. */
export function flagLine(place: Data): string {
    const url =
        typeof place.siteUrl === 'string' && /^https?:\/\/[\w.:/[\]-]+$/.test(place.siteUrl) ? place.siteUrl : '';
    const site = url === '' ? '<site URL>' : url.replace(/\/+$/, '');
    return `curl -fsS '${site}/api/v4/config/client?format=old' | grep -o '"IsFipsEnabled":"[a-z]*"'`;
}
