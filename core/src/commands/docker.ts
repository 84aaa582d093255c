import type {Data} from '../values/data.ts';
import type {Commands} from './commands.ts';
import {listOf} from './line.ts';
import {printShellWord, printWordOr} from './shell_word.ts';

/** The engine's own client. */
export function engineLine(place: Data): string {
    return place.kind === 'podman' ? 'podman' : 'docker';
}

const containerOf = (place: Data): string => printWordOr(place.container, '<container>');
const imageOf = (place: Data): string => printWordOr(place.image, '<FIPS image>');

/** A container started without Compose; Podman has the same commands. */
export const DOCKER: Commands = {
    inMattermost: (place, interactive) => `${engineLine(place)} exec ${interactive ? '-it ' : ''}${containerOf(place)}`,
    inDatabase: (place, interactive) => {
        const service = place.databaseService;
        return typeof service === 'string' && service !== ''
            ? `${engineLine(place)} exec ${interactive ? '-it ' : ''}${printShellWord(service)}`
            : undefined;
    },
    list: (place) => [`${engineLine(place)} ps`],
    findMattermost: (place) => [`${engineLine(place)} ps --all --filter ancestor=<image>`],
    showImage: (place) => [
        `${engineLine(place)} inspect --format '{{.Config.Image}} {{.Image}}' ${containerOf(place)}`,
    ],
    pull: (place) => [`${engineLine(place)} pull --platform linux/amd64 ${imageOf(place)}`],
    logIn: (place) => [`${engineLine(place)} login <registry>`, `${engineLine(place)} pull ${imageOf(place)}`],
    rehearse: () => ['fips-agent rehearse'],
    carryIn: (place) => [
        `${engineLine(place)} pull --platform linux/amd64 ${imageOf(place)}`,
        `${engineLine(place)} save -o mattermost-fips.tar ${imageOf(place)}`,
        `${engineLine(place)} load -i mattermost-fips.tar`,
    ],
    applyFiles: () => [],
    start: (place) => [`${engineLine(place)} start ${containerOf(place)}`],
    restart: (place) => [`${engineLine(place)} restart ${containerOf(place)}`],
    readLog: (place) => [`${engineLine(place)} logs --tail 200 ${containerOf(place)}`],
    reloadProxies: (place) =>
        listOf(place.proxies).map((one) => `${engineLine(place)} restart ${printWordOr(one, '<proxy>')}`),
    showCompose: () => ['docker compose version'],
    freeSpace: (place) => [`${engineLine(place)} system df`, `${engineLine(place)} image prune`],
    copyConfiguration: (place, folder) => [
        `${engineLine(place)} cp ${containerOf(place)}:/mattermost/config ${folder}/config`,
    ],
};
