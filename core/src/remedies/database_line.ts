import type {Data} from '../results/data.ts';
import {composeLine, engineLine} from './command_line.ts';
import {printShellWord, printWordOr} from './shell_word.ts';

/** `psql` in the database's container where it is known, else over the network. */
export function psqlLine(place: Data, rest: string): string {
    const inside = containerLine(place, true);
    const program = inside === undefined ? 'psql -h <database host>' : `${inside} psql`;
    return `${program} ${loginOf(place)} ${rest}`;
}

/** The database's dump into the backup's folder, out of its container where that is known. */
export function dumpLine(place: Data): string {
    const inside = containerLine(place, false);
    const dump = `pg_dump ${loginOf(place)} -Fc`;
    return inside === undefined
        ? `${dump} -h <database host> -f <backup folder>/mattermost.dump`
        : `${inside} ${dump} > <backup folder>/mattermost.dump`;
}

/** psql's own way to set a password: asked for at a prompt, turned into a verifier before it is sent. */
export function passwordWord({role}: Data): string {
    // psql reads the rest of the line by rules of its own: only a plain name goes in.
    const name = typeof role === 'string' && /^\w+$/.test(role) ? role : '<role>';
    return `'\\password ${name}'`;
}

function loginOf(place: Data): string {
    return `-U ${printWordOr(place.role, '<role>')} -d ${printWordOr(place.database, '<database>')}`;
}

/** The start of a line that runs a program in the database's container, or undefined where none is known. */
function containerLine(place: Data, interactive: boolean): string | undefined {
    if (typeof place.databaseService !== 'string' || place.databaseService === '' || place.kind === 'kubernetes') {
        return undefined;
    }
    const service = printShellWord(place.databaseService);
    return place.kind === 'compose'
        ? `${composeLine(place)} exec ${interactive ? '' : '-T '}${service}`
        : `${engineLine(place)} exec ${interactive ? '-it ' : ''}${service}`;
}
