import type {Data} from '../values/data.ts';
import {commandsOf} from './commands_of.ts';
import {printWordOr} from './shell_word.ts';

/** `psql` where the database runs, if that is known, else over the network. */
export function psqlLine(place: Data, rest: string): string {
    const inside = commandsOf(place).inDatabase(place, true);
    const program = inside === undefined ? 'psql -h <database host>' : `${inside} psql`;
    return `${program} ${loginOf(place)} ${rest}`;
}

/** The database's dump into the backup's folder. */
export function dumpLine(place: Data): string {
    const inside = commandsOf(place).inDatabase(place, false);
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
