import {runMattermost, runMmctl} from '../mattermost/mmctl.ts';
import type {World} from '../mattermost/world.ts';
import type {Programs} from './program.ts';

/**
 * The programs of an official image, on the server that `findWorld` names at the time of the call. `mattermost` is that of the
 * image's own variant, with its container's variables: a one-off beside the server judges its configuration.
 */
export function makeMattermostPrograms(findWorld: () => World, variant: World['variant'] = 'standard'): Programs {
    return {
        '/mattermost/bin/mmctl': ({argv, readFile}) => runMmctl(findWorld(), argv, readFile),
        '/mattermost/bin/mattermost': ({argv, environment}) =>
            runMattermost({...findWorld(), variant, environment: pickSettings(environment)}, argv),
    };
}

/** The server's own variables of a container. */
export function pickSettings(environment: readonly string[]): Readonly<Record<string, string>> {
    return Object.fromEntries(
        environment.flatMap((line) => {
            const equals = line.indexOf('=');
            return line.startsWith('MM_') ? [[line.slice(0, equals), line.slice(equals + 1)]] : [];
        }),
    );
}
