import {createHash} from 'node:crypto';
import {mkdtemp, open, readdir, readFile, rm, stat, truncate, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {PassThrough, Readable} from 'node:stream';
import {buffer} from 'node:stream/consumers';
import {setTimeout as wait} from 'node:timers/promises';
import {jest} from '@jest/globals';
import {
    dumpDatabase,
    generatePassword,
    makeComposeCli,
    makeDockerEngine,
    makeLogIn,
    makeContainerTools,
    measureDatabase,
    proposePasswordEdit,
    provePasswordEdit,
    rotateRole,
    verifyDump,
} from '@fips-readiness/server-bridge';
import type {Engine} from '@fips-readiness/server-bridge';
import {runCommand} from '../engine/command.ts';
import {execInContainer} from '../engine/container_exec.ts';
import {makeOfficialProject} from '../engine/project.ts';
import type {Project} from '../engine/project.ts';
import {startRig} from '../engine/rig.ts';
import type {Rig} from '../engine/rig.ts';
import {startWitness} from './witness.ts';
import type {Witness} from './witness.ts';

const LANE_TIMEOUT_MS = 240_000;
jest.setTimeout(LANE_TIMEOUT_MS);
const OWNER = {user: 'mmuser', database: 'mattermost'};
const ROWS = 40_000;

describe('rotation and backup on a real engine', () => {
    let rig: Rig;
    let project: Project;
    let engine: Engine;
    let containerId = '';
    let address = '';
    let folder = '';
    beforeAll(async () => {
        rig = await startRig({name: 'rotation'});
        project = await makeOfficialProject({engine: rig.engine, password: 'short'});
        await project.up();
        engine = makeDockerEngine(rig.engine.dockerHost, {});
        containerId = await project.containerId('postgres');
        address = (await engine.fetchContainer(containerId))?.networks[0]?.address ?? '';
        await ask("alter system set log_statement = 'all'");
        await ask('select pg_reload_conf()');
        await ask(`create table posts as select n as id, md5(n::text) as message from generate_series(1, ${ROWS}) n`);
        folder = await mkdtemp(join(tmpdir(), 'backup-'));
    }, LANE_TIMEOUT_MS);
    afterAll(async () => {
        await project.remove();
        await rig.stop();
        await rm(folder, {recursive: true, force: true});
    }, LANE_TIMEOUT_MS);

    const witnesses: Witness[] = [];
    afterEach(async () => {
        await Promise.all(witnesses.splice(0).map((witness) => witness.stop()));
    });
    async function watch(): Promise<Witness> {
        const witness = await startWitness(rig.engine.client);
        witnesses.push(witness);
        return witness;
    }

    /** As the owner, over the local socket. */
    async function ask(query: string, logged: 'all' | 'none' = 'all'): Promise<string> {
        const database = `dbname=${OWNER.database} options='-c log_statement=${logged}'`;
        const psql = ['psql', '-X', '-A', '-t', '-U', OWNER.user, '-d', database, '-c', query];
        const {code, stdout, stderr} = await execInContainer(rig.engine, containerId, psql);
        if (code !== 0) {
            throw new Error(stderr);
        }
        return stdout.trim();
    }

    const logInAs = (user: string, port = 5432) =>
        makeLogIn(
            {host: 'postgres', port: '5432', user, password: '', database: 'mattermost', tls: false, verified: false},
            {host: address, port},
        );

    describe('rotateRole', () => {
        let count = 0;
        /** A fresh ordinary role; its first password is not ours to keep out of the log. */
        async function makeRole(options = ''): Promise<{role: string; from: string; to: string}> {
            const role = `app_${(count += 1)}`;
            const from = generatePassword();
            await ask(`create role ${role} login ${options} password '${from}'`, 'none');
            return {role, from, to: generatePassword()};
        }

        async function whoLogsIn(role: string, passwords: readonly string[]): Promise<readonly string[]> {
            return Promise.all(
                passwords.map(async (password) => {
                    const login = await logInAs(role)(password);
                    if (login.code === 'session') {
                        await login.session.close();
                    }
                    return login.code;
                }),
            );
        }

        test('an ordinary role: there, again, back, again; and no clear text anywhere', async () => {
            const {role, from, to} = await makeRole();
            const logIn = logInAs(role);
            const witness = await watch();
            const other = await logIn(from);

            await expect(rotateRole({logIn, from, to})).resolves.toEqual({
                code: 'rotated',
                otherClients: [
                    {application: 'fips-agent', address: expect.stringMatching(/^[\d.]+$/) as string, sessions: 1},
                ],
            });
            await expect(whoLogsIn(role, [from, to])).resolves.toEqual(['refused', 'session']);
            await expect(rotateRole({logIn, from, to})).resolves.toEqual({code: 'already_rotated'});

            await expect(rotateRole({logIn, from: to, to: from})).resolves.toMatchObject({code: 'rotated'});
            await expect(whoLogsIn(role, [from, to])).resolves.toEqual(['session', 'refused']);
            await expect(rotateRole({logIn, from: to, to: from})).resolves.toEqual({code: 'already_rotated'});

            if (other.code === 'session') {
                await other.session.close();
            }
            const log = await engine.fetchLogs(containerId, 10_000);
            expect(log).toContain("alter role current_user password 'SCRAM-SHA-256$4096:");
            const seen = `${await witness.stop()}${log}`;
            expect(seen).not.toContain(from);
            expect(seen).not.toContain(to);
        });

        test('neither password logs in -> login_refused; nobody answers -> unreachable', async () => {
            const {role, from, to} = await makeRole();
            const wrong = {from: generatePassword(), to};
            await expect(rotateRole({logIn: logInAs(role), ...wrong})).resolves.toEqual({code: 'login_refused'});
            await expect(rotateRole({logIn: logInAs(role, 5433), from, to})).resolves.toEqual({code: 'unreachable'});
            await expect(whoLogsIn(role, [from, to])).resolves.toEqual(['session', 'refused']);
        });

        test('a server that takes no changes -> refused_by_server', async () => {
            const {role, from, to} = await makeRole();
            await ask(`alter role ${role} set default_transaction_read_only = on`);
            await expect(rotateRole({logIn: logInAs(role), from, to})).resolves.toEqual({
                code: 'refused_by_server',
                sqlState: '25006',
            });
            await expect(whoLogsIn(role, [from, to])).resolves.toEqual(['session', 'refused']);
        });

        test('a role that becomes another one at login changes its own password', async () => {
            const owner = await makeRole();
            const {role, from, to} = await makeRole(`in role ${owner.role}`);
            await ask(`alter role ${role} set role = '${owner.role}'`);
            await expect(rotateRole({logIn: logInAs(role), from, to})).resolves.toMatchObject({code: 'rotated'});
            await expect(whoLogsIn(role, [from, to])).resolves.toEqual(['refused', 'session']);
            await expect(whoLogsIn(owner.role, [owner.from, to])).resolves.toEqual(['session', 'refused']);
        });

        test('a new login that cannot be proved -> put_back', async () => {
            const {role, from, to} = await makeRole('connection limit 1');
            await expect(rotateRole({logIn: logInAs(role), from, to})).resolves.toEqual({code: 'put_back'});
            await expect(logInAs(role)(to)).resolves.toEqual({code: 'refused'});
        });

        test('its place in the official project is found, and Compose proves the edit', async () => {
            const edited = {oldPassword: project.databasePassword, newPassword: generatePassword()};
            const proposal = proposePasswordEdit({
                composeFiles: [],
                envFiles: [{path: project.envPath, text: await readFile(project.envPath, 'utf8')}],
                ...edited,
            });
            if (proposal.code !== 'edit') {
                throw new Error(proposal.reason);
            }
            const files = project.files.map((name) => join(project.root, name));
            const proof = await provePasswordEdit({
                compose: makeComposeCli(rig.engine.composeBinary, rig.engine.dockerHost),
                project: {directory: project.root, name: project.name, files, envFiles: [], profiles: []},
                service: 'mattermost',
                edit: proposal.edit,
                ...edited,
            });
            expect(proof).toEqual({
                code: 'proved',
                recreated: expect.arrayContaining(['mattermost', 'postgres']) as string[],
                paths: expect.arrayContaining([
                    'services.mattermost.environment.MM_SQLSETTINGS_DATASOURCE',
                    'services.postgres.environment.POSTGRES_PASSWORD',
                ]) as string[],
            });
        });
    });

    describe('execStream', () => {
        test('bytes go in and come out as they are, and standard error beside them', async () => {
            const bytes = Buffer.alloc(12 * 1024 * 1024, 'the quick brown fox\n');
            const stdout = new PassThrough();
            const [result, read] = await Promise.all([
                engine.execStream(containerId, ['sh', '-c', 'cat; echo done >&2; exit 3'], {
                    stdin: Readable.from([bytes.subarray(0, 100), bytes.subarray(100)]),
                    stdout,
                }),
                buffer(stdout),
            ]);
            expect(result).toEqual({exitCode: 3, stderr: 'done\n'});
            expect(read.equals(bytes)).toBe(true);
        });

        test('a reader that waits holds the command up', async () => {
            const stdout = new PassThrough();
            const running = engine.execStream(
                containerId,
                ['sh', '-c', 'head -c 50000000 /dev/zero; echo late >/tmp/exec_stream'],
                {stdout},
            );
            await new Promise((done) => setTimeout(done, 1_000));
            expect(stdout.readableLength).toBeLessThan(1024 * 1024);
            await expect(engine.statPath(containerId, '/tmp/exec_stream')).resolves.toBeUndefined();
            expect((await buffer(stdout)).length).toBe(50_000_000);
            await expect(running).resolves.toMatchObject({exitCode: 0});
        });

        test('the signal lets go at once', async () => {
            const stopping = new AbortController();
            const running = engine.execStream(containerId, ['sleep', '20'], {
                stdout: new PassThrough(),
                signal: stopping.signal,
            });
            setTimeout(() => stopping.abort(), 200);
            await expect(running).rejects.toMatchObject({code: 'engine_unreachable'});
        });
    });

    describe('dumpDatabase', () => {
        const place = () => ({engine, containerId, dsn: OWNER});
        const tools = () => makeContainerTools(place());
        const whole = {stop: new AbortController().signal, moved: () => undefined};
        let file = '';
        beforeEach(() => {
            file = join(folder, `${generatePassword()}.dump`);
        });

        test('written, kept, read to the last block; and no password on the way', async () => {
            expect(await measureDatabase(place())).toBeGreaterThan(ROWS * 32);
            const witness = await watch();
            const grown: number[] = [];
            const result = await dumpDatabase({tools: tools(), file, onProgress: (bytes) => grown.push(bytes)});
            const {size, mode} = await stat(file);
            expect(result).toEqual({
                code: 'dumped',
                bytes: size,
                entries: Number(
                    await ask(
                        "select count(*) from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace",
                    ),
                ),
                sha256: createHash('sha256')
                    .update(await readFile(file))
                    .digest('hex'),
            });
            expect(grown.at(-1)).toBe(size);
            expect(mode & 0o777).toBe(0o600);
            const seen = await witness.stop();
            expect(seen).toContain('pg_dump');
            expect(seen).not.toContain(project.databasePassword);
        });

        test.each([
            ['its last byte', (size: number) => size - 1],
            ['its last block', (size: number) => size - 4096],
            ['half of it', (size: number) => Math.floor(size / 2)],
            ['all but its head', () => 100],
            ['everything', () => 0],
        ])('a dump without %s is refused', async (_name, left) => {
            expect(await dumpDatabase({tools: tools(), file})).toMatchObject({code: 'dumped'});
            await truncate(file, left((await stat(file)).size));
            await expect(verifyDump(tools(), file, whole)).resolves.toBeUndefined();
        });

        test('a dump with a flipped bit in its data is refused, and so is a file that is none', async () => {
            expect(await dumpDatabase({tools: tools(), file})).toMatchObject({code: 'dumped'});
            const {size} = await stat(file);
            const handle = await open(file, 'r+');
            await handle.write(Buffer.alloc(64, 0xff), 0, 64, Math.floor(size / 2));
            await handle.close();
            await expect(verifyDump(tools(), file, whole)).resolves.toBeUndefined();
            await writeFile(file, 'not a dump');
            await expect(verifyDump(tools(), file, whole)).resolves.toBeUndefined();
        });

        test('a dump that waits for a lock stalls, is gone, and waits no longer', async () => {
            const lock = ask('begin; lock table posts; select pg_sleep(60)').catch(() => undefined);
            const holders =
                "select pid from pg_locks where relation = 'posts'::regclass and mode = 'AccessExclusiveLock' and granted";
            while ((await ask(holders)) === '') {
                await wait(50);
            }
            await expect(dumpDatabase({tools: tools(), file, stallMs: 1_500})).resolves.toEqual({
                code: 'not_dumped',
                reason: 'stalled',
            });
            await expect(readdir(folder)).resolves.not.toContain(file.slice(folder.length + 1));
            const waiting = "select count(*) from pg_stat_activity where application_name like 'fips-agent-dump-%'";
            await expect(ask(waiting)).resolves.toBe('0');
            await ask(`select pg_terminate_backend(pid) from (${holders}) as holding`);
            await lock;
        });

        test('a full disk -> no_space, and nothing is left on it', async () => {
            const small = await mkdtemp(join(folder, 'small-'));
            const mount = ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', small];
            expect((await runCommand('mount', mount)).code).toBe(0);
            try {
                await expect(dumpDatabase({tools: tools(), file: join(small, 'a.dump')})).resolves.toEqual({
                    code: 'not_dumped',
                    reason: 'no_space',
                });
                await expect(readdir(small)).resolves.toEqual([]);
            } finally {
                await runCommand('umount', [small]);
            }
        });

        test('a role that may not log in -> failed', async () => {
            const nobody = {...place(), dsn: {user: 'nobody', database: 'mattermost'}};
            await expect(dumpDatabase({tools: makeContainerTools(nobody), file})).resolves.toEqual({
                code: 'not_dumped',
                reason: 'failed',
            });
            await expect(measureDatabase(nobody)).resolves.toBeUndefined();
        });
    });
});
