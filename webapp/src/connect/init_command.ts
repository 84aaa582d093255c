import {PLUGIN} from '../plugin_manifest.ts';

export const IMAGE = `fips-readiness/fips-agent:${PLUGIN.version}`;
export const STATE = '/var/lib/fips-agent';
export const SETTINGS_FOLDER = '/etc/fips-agent';

/** The first way: one command that does everything and asks. The folder it is run in is shown to the agent, read-only. */
export const INIT_COMMAND = makeInitCommand([]);

/** The same for an agent that may carry plans out; of an agent that is there already, the settings are kept. */
export const SWAP_COMMAND = makeInitCommand([`  -e MODE=swap -v ${SETTINGS_FOLDER}:${SETTINGS_FOLDER}:ro \\`]);

function makeInitCommand(more: readonly string[]): readonly string[] {
    return [
        'docker run -it --rm --network host \\',
        '  -v /var/run/docker.sock:/var/run/docker.sock \\',
        `  -v ${STATE}:${STATE} -v /opt/fips-agent:/opt/fips-agent \\`,
        '  -v "$PWD:$PWD:ro" \\',
        ...more,
        `  ${IMAGE} init`,
    ];
}
