import type {Data} from '../values/data.ts';
import {commandsOf} from './commands_of.ts';

/** `mmctl` in local mode where Mattermost runs. */
export function mmctlLine(place: Data, rest: string, interactive = false): string {
    return `${commandsOf(place).inMattermost(place, interactive)} /mattermost/bin/mmctl --local ${rest}`;
}
