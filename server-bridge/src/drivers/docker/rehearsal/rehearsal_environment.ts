import {findConfigFlag} from '../../../facts/config_flag.ts';

/** Proxies that find containers by their variables would send users to the one-off: nginx-proxy and Registrator. */
const FOLLOWED = /^(?:VIRTUAL_|LETSENCRYPT_|SERVICE_)/;

/**
 * The variables the deployment itself set: what the running container has, without what its image brings (the engine adds
 * the new image's own). A configuration named in the command line becomes MM_CONFIG, because a DSN may stand there.
 */
export function makeRehearsalEnvironment(input: {
    readonly running: ReadonlyMap<string, string>;
    readonly oldImage: ReadonlyMap<string, string>;
    readonly command: readonly string[];
}): ReadonlyMap<string, string> {
    const own = [...input.running].filter(
        ([name, value]) => input.oldImage.get(name) !== value && !FOLLOWED.test(name),
    );
    const config = findConfigFlag(input.command);
    return new Map(config === undefined ? own : [...own, ['MM_CONFIG', config]]);
}
