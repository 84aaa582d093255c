import type {Data} from '../values/data.ts';
import type {Commands} from './commands.ts';
import {DOCKER} from './docker.ts';
import {listOf} from './line.ts';
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

const serviceOf = (place: Data): string => printWordOr(place.service, 'mattermost');

/** A service of a Compose project; what only its engine can do is typed at the engine. */
export const COMPOSE: Commands = {
    ...DOCKER,
    inMattermost: (place, interactive) =>
        typeof place.container === 'string' && place.container !== ''
            ? DOCKER.inMattermost(place, interactive)
            : `${composeLine(place)} exec ${interactive ? '' : '-T '}${serviceOf(place)}`,
    inDatabase: (place, interactive) => {
        const service = place.databaseService;
        return typeof service === 'string' && service !== ''
            ? `${composeLine(place)} exec ${interactive ? '' : '-T '}${printShellWord(service)}`
            : undefined;
    },
    applyFiles: (place) => [
        [`${composeLine(place)} up -d`, ...listOf(place.services).map((one) => printWordOr(one, ''))].join(' '),
    ],
    start: (place) => [`${composeLine(place)} up -d ${serviceOf(place)}`],
    restart: (place) => [`${composeLine(place)} restart ${serviceOf(place)}`],
    readLog: (place) => [`${composeLine(place)} logs --tail 200 ${serviceOf(place)}`],
};
