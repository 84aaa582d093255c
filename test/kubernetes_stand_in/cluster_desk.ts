import {mkdtemp, readdir, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Writable} from 'node:stream';
import {EXIT_CODES} from '@fips-readiness/core';
import type {ExitCode} from '@fips-readiness/core';
import {makeProgram, reportFailure} from '@fips-readiness/server-bridge';
import {makeDatabase} from '../engine_stand_in/database.ts';
import type {Database} from '../engine_stand_in/database.ts';
import {startPostgresServer} from '../engine_stand_in/postgres_server.ts';
import {isStoredPassword, makeStoredPassword} from '../engine_stand_in/scram.ts';
import {nameObject} from './cluster_state.ts';
import {FIPS_IMAGE, STANDARD_IMAGE, startPlayedCluster} from './played_cluster.ts';
import type {ClusterSetup, PlayedCluster} from './played_cluster.ts';
import {ADMIN_TOKEN} from './sample_installation.ts';

/** Fine for the standard build, too short for the FIPS build. */
const SHORT_PASSWORD = 'short-one-7';

/** Where resource, Secret, database and pods are: `old`, `new` or `neither`. */
export type Sides = {
    readonly resource: Side;
    readonly secret: Side;
    readonly database: Side;
    readonly pods: Side;
};
type Side = 'old' | 'new' | 'neither';

/** A played cluster with a database of its own, and somebody who moves it from their own machine. */
export type ClusterDesk = {
    readonly cluster: PlayedCluster;
    readonly database: Database;
    readonly folder: string;
    /** The agent's settings, for who starts it as a process of its own. */
    readonly env: Readonly<Record<string, string>>;
    /** Runs a command; `heard` is told each line it says while it goes on, `stop` ends it as a signal does. */
    readonly run: (
        argv: readonly string[],
        options?: {readonly heard?: (line: string) => void; readonly stop?: AbortSignal},
    ) => Promise<{readonly exitCode: ExitCode; readonly said: string}>;
    /** Makes the plan, which has to succeed, and names its file. */
    readonly plan: () => Promise<string>;
    readonly readSides: () => Sides;
    /** What a run must not leave behind: Leases, the operator's Jobs and rehearsals, by key. */
    readonly findLeft: () => readonly string[];
    /** The text of the rescue kit; empty where no run came so far. */
    readonly readKit: () => Promise<string>;
    readonly close: () => Promise<void>;
};

/** Starts it with one installation, `chat/mm`, whose database password a FIPS build refuses. */
export async function openClusterDesk(
    setup: Partial<ClusterSetup> = {},
    settings: Readonly<Record<string, string>> = {},
): Promise<ClusterDesk> {
    const folder = await mkdtemp(join(tmpdir(), 'cluster-desk-'));
    const database = makeDatabase({storedPassword: makeStoredPassword(SHORT_PASSWORD)});
    const postgres = await startPostgresServer(database);
    const cluster = await startPlayedCluster({
        password: SHORT_PASSWORD,
        pods: 2,
        databasePort: postgres.port,
        ...setup,
    });
    await cluster.api.writeKubeconfig(join(folder, 'kubeconfig'), {token: ADMIN_TOKEN});
    const env = {
        HOME: folder,
        DOCKER_HOST: `unix://${folder}/no-docker.sock`,
        KUBECONFIG: join(folder, 'kubeconfig'),
        KUBE_CONTEXT: 'stand-in',
        KUBE_NAMESPACE: 'chat',
        STATE_DIR: join(folder, 'state'),
        RESCUE_DIR: join(folder, 'rescue'),
        MODE: 'swap',
        CHANGES_PER_HOUR: '60',
        BACKUP: 'none',
        BACKUP_NONE_BECAUSE: 'a stand-in has nothing to lose',
        SITE_URL: cluster.server.url,
        FRONT_DOOR_SECONDS: '2',
        READY_SECONDS: '60',
        ...settings,
    };
    const run: ClusterDesk['run'] = async (argv, {heard, stop = new AbortController().signal} = {}) => {
        let said = '';
        const sink = new Writable({
            write: (chunk: Buffer, _encoding, done) => {
                said += chunk.toString('utf8');
                heard?.(chunk.toString('utf8'));
                done();
            },
        });
        const now = () => new Date();
        const terminal = {out: sink, err: sink, env, now, ask: undefined, colours: false, columns: 1_000};
        let exitCode: ExitCode = EXIT_CODES.ready;
        try {
            await makeProgram(terminal, stop, (code) => (exitCode = code)).parseAsync([...argv], {from: 'user'});
        } catch (error) {
            exitCode = reportFailure(terminal, error);
        }
        return {exitCode, said};
    };
    const find = (kind: string, name: string) => cluster.state.objects.get(nameObject(kind, 'chat', name));
    return {
        cluster,
        database,
        folder,
        env,
        run,
        plan: async () => {
            const file = join(folder, 'move.plan');
            const planned = await run(['plan', '--out', file]);
            expect(`${planned.exitCode} ${planned.said}`).toMatch(/^0 /);
            return file;
        },
        readSides: () => {
            const spec = find('mattermosts', 'mm')?.['spec'] as {readonly image?: string} | undefined;
            const data = find('secrets', 'db')?.['data'] as Readonly<Record<string, string>> | undefined;
            const url = Buffer.from(data?.['DB_CONNECTION_STRING'] ?? '', 'base64').toString('utf8');
            const password = URL.canParse(url) ? new URL(url).password : '';
            const isShort = password === SHORT_PASSWORD;
            const images = new Set(cluster.pods());
            const all = (image: string) => images.size === 1 && images.has(image);
            const isOld = isStoredPassword(database.storedPassword, SHORT_PASSWORD);
            const isNext = !isShort && password !== '' && isStoredPassword(database.storedPassword, password);
            return {
                resource: sideOf(
                    spec?.image === STANDARD_IMAGE.split(':')[0],
                    spec?.image === FIPS_IMAGE.split(':')[0],
                ),
                secret: sideOf(isShort, password.length > SHORT_PASSWORD.length),
                database: sideOf(isOld, isNext),
                pods: sideOf(all(STANDARD_IMAGE), all(FIPS_IMAGE)),
            };
        },
        findLeft: () =>
            [...cluster.state.objects.keys()].filter((key) => /^(leases|jobs)\/|fips-readiness-rehearsal/.test(key)),
        readKit: async () => {
            const [kit] = await readdir(join(folder, 'rescue')).catch(() => []);
            return kit === undefined ? '' : readFile(join(folder, 'rescue', kit, 'ROLLBACK.txt'), 'utf8');
        },
        close: async () => {
            await cluster.close();
            await postgres.close();
            await rm(folder, {recursive: true, force: true});
        },
    };
}

function sideOf(isOld: boolean, isNew: boolean): Side {
    return isOld ? 'old' : isNew ? 'new' : 'neither';
}
