import {runMattermost, runMmctl} from '../mattermost/mmctl.ts';
import type {World} from '../mattermost/world.ts';
import type {Programs} from './program.ts';

/** The programs of both official images, on the server that `findWorld` names at the time of the call. */
export function makeMattermostPrograms(findWorld: () => World): Programs {
    return {
        '/mattermost/bin/mmctl': ({argv, readFile}) => runMmctl(findWorld(), argv, readFile),
        '/mattermost/bin/mattermost': ({argv}) => runMattermost(findWorld(), argv),
    };
}
