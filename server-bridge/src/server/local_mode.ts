import {parseJson} from '@fips-readiness/core';
import {isNotStarted, readVersion} from '../program_end.ts';
import type {Capability, Deployment, Exec, Instance} from '../port/driver.ts';

const MMCTL = '/mattermost/bin/mmctl';
const SERVER = '/mattermost/bin/mattermost';

/** Users to try in turn: the image's own, then root where compose sets `user:` and the socket belongs to another. */
const USERS = [undefined, '0'] as const;

/**
 * An answer of mmctl. `text` is what it printed on standard output, `json` the list or object in it (undefined where there
 * is none), `errors` what it printed on standard error: there counts stand beside refusals. May hold secrets: stays inside
 * the agent.
 */
export type LocalAnswer = {
    readonly ok: boolean;
    readonly json: unknown;
    readonly text: string;
    readonly errors: string;
};

/** The server's local mode, spoken through mmctl inside its own container: no token, no network, unmasked configuration. */
export type LocalMode = {
    /** `mmctl --local --json …`. Undefined where local mode does not answer at all. */
    readonly run: (...args: readonly string[]) => Promise<LocalAnswer | undefined>;
    /** `mattermost version`: needs neither configuration nor database. */
    readonly fetchVersion: () => Promise<{readonly version: string; readonly enterpriseReady: boolean} | undefined>;
};

/** The local mode of a deployment's server; without a way into its instance it does not answer. */
export function openLocalMode({exec, instances: [instance]}: Pick<Deployment, 'exec' | 'instances'>): LocalMode {
    return makeLocalMode(exec, instance);
}

/** Makes the local mode of the server in one instance. */
export function makeLocalMode(way: Capability<Exec>, {state}: Pick<Instance, 'state'>): LocalMode {
    const exec = (argv: readonly string[], user?: string) =>
        way.can && state === 'running'
            ? way.use(argv, user === undefined ? {} : {user}).catch(() => undefined)
            : Promise.resolve(undefined);
    return {
        run: async (...args) => {
            for (const user of USERS) {
                const result = await exec([MMCTL, '--local', '--json', ...args], user);
                if (result && !isUnavailable(result.exitCode, `${result.stdout}\n${result.stderr}`)) {
                    const {exitCode, stdout, stderr} = result;
                    return {ok: exitCode === 0, json: extractJson(stdout), text: stdout, errors: stderr};
                }
            }
            return undefined;
        },
        fetchVersion: async () => {
            const result = await exec([SERVER, 'version']);
            const version = readVersion(result?.stdout ?? '');
            return version === undefined
                ? undefined
                : {version, enterpriseReady: /^Build Enterprise Ready: true$/m.test(result?.stdout ?? '')};
        },
    };
}

/** No program (126, 127), or a program that found no socket to speak to: another user may. */
function isUnavailable(exitCode: number, output: string): boolean {
    const noSocket = /socket file|mattermost_local\.socket|EOF connecting|connection refused|permission denied/i;
    return isNotStarted(exitCode) || (exitCode !== 0 && noSocket.test(output));
}

/** mmctl prints counts before or after its JSON ("There are 3 users on local instance"): takes the JSON out between. */
export function extractJson(output: string): unknown {
    const lines = output.split('\n');
    const first = lines.findIndex((line) => /^[[{]/.test(line));
    const last = lines.findLastIndex((line) => /^[\]}]|^[[{].*[\]}]$/.test(line));
    return first < 0 || last < first ? undefined : parseJson(lines.slice(first, last + 1).join('\n'));
}
