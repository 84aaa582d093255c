import {mkdtemp, readdir, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {LONG_ENOUGH_TEXT} from '../engine/long_enough_policy.ts';
import {makeOfficialProject} from '../engine/project.ts';
import type {Project} from '../engine/project.ts';
import {startRig} from '../engine/rig.ts';
import type {Rig} from '../engine/rig.ts';
import {readCommandLines} from './command_lines.ts';
import {runAgent} from './run_agent.ts';
import type {AgentRun} from './run_agent.ts';

const LANE_TIMEOUT_MS = 240_000;
/** Not in any form a redactor would guess: it has to be absent because nothing prints it. */
const CANARY = 'Zq7$xK';
/** Long enough to move with, and as little to be guessed. */
const LONG_CANARY = 'Zq7-xK-and-eleven-more';

const formsOf = (secret: string): readonly string[] => [
    secret,
    encodeURIComponent(secret),
    secret.replaceAll('$', '$$$$'),
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    Buffer.from(secret).toString('hex'),
];

/** The texts of every file below `folder` whose path fits. */
async function readKept(folder: string, wanted: RegExp): Promise<readonly string[]> {
    const names = await readdir(folder, {recursive: true});
    return Promise.all(names.filter((name) => wanted.test(name)).map((name) => readFile(join(folder, name), 'utf8')));
}

describe('a canary password', () => {
    let rig: Rig;
    let project: Project | undefined;
    let home = '';
    beforeAll(async () => {
        rig = await startRig({name: 'canary'});
        home = await mkdtemp(join(tmpdir(), 'canary-'));
    }, LANE_TIMEOUT_MS);
    afterEach(async () => {
        await project?.remove();
        project = undefined;
    }, LANE_TIMEOUT_MS);
    afterAll(async () => {
        await rm(home, {recursive: true, force: true});
        await rig.stop();
    }, LANE_TIMEOUT_MS);

    async function startProject(overrides: Readonly<Record<string, string>>, overrideText = ''): Promise<Project> {
        project = await makeOfficialProject({
            engine: rig.engine,
            overrides,
            ...(overrideText === '' ? {} : {overrideText}),
        });
        await project.up();
        return project;
    }

    /** Runs the commands one after the other; gives all they and the engine said, and every command line seen meanwhile. */
    async function listenTo(
        commands: readonly (readonly string[])[],
        env: Readonly<Record<string, string>>,
    ): Promise<{readonly runs: readonly AgentRun[]; readonly said: readonly string[]}> {
        const events = await rig.engine.client.getEvents({});
        let engineSaid = '';
        events.on('data', (chunk: Buffer) => (engineSaid += chunk.toString()));
        const running = (async () => {
            const runs: AgentRun[] = [];
            for (const command of commands) {
                runs.push(await runAgent(command, env));
            }
            return runs;
        })();
        const processes = await watchProcesses(running);
        const runs = await running;
        (events as unknown as {destroy(): void}).destroy();
        expect(engineSaid).toContain('exec_create');
        expect(processes.some((line) => line.includes('fips-agent'))).toBe(true);
        return {runs, said: [...runs.map((run) => run.stdout + run.stderr), ...processes, engineSaid]};
    }

    const expectAbsent = (secret: string, said: readonly string[]) => {
        for (const form of formsOf(secret)) {
            expect(said.filter((text) => text.includes(form))).toEqual([]);
        }
    };

    /** Command lines of the processes the agent starts, while `running` goes on. */
    async function watchProcesses(running: Promise<unknown>): Promise<readonly string[]> {
        const seen = new Set<string>();
        let over = false;
        void running.finally(() => (over = true));
        while (!over) {
            for (const line of readCommandLines()) {
                seen.add(line.replaceAll('\0', ' '));
            }
            await wait(25);
        }
        return [...seen];
    }

    test(
        'stands in no output, process list or engine event, in any encoding',
        async () => {
            await startProject({
                POSTGRES_PASSWORD: `'${CANARY}'`,
                MM_SQLSETTINGS_DATASOURCE: `'postgres://mmuser:${encodeURIComponent(CANARY)}@postgres:5432/mattermost?sslmode=disable'`,
            });
            const env = {DOCKER_HOST: rig.engine.dockerHost, COMPOSE_BINARY: rig.engine.composeBinary};
            const {runs, said} = await listenTo(
                [
                    ['check', '--all'],
                    ['check', '--format', 'json'],
                    ['check', '--format', 'markdown'],
                    ['check', '--format', 'csv'],
                    ['inspect'],
                    ['doctor'],
                    ['plan'],
                    ['plan', '--format', 'json'],
                    ['bring-list'],
                ],
                env,
            );
            expectAbsent(CANARY, said);
            // It was really read: its verdict is there.
            const credentials = {value: [{name: 'data_source', from: 'environment', length: 'short'}]};
            expect(JSON.parse(runs[4]?.stdout ?? '{}')).toMatchObject({database_credentials: credentials});
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'stands nowhere after a swap, a rotation and the way back, nor does the new one: outputs, reports, plans, journals',
        async () => {
            const {envPath} = await startProject({POSTGRES_PASSWORD: LONG_CANARY}, LONG_ENOUGH_TEXT);
            const env = {
                DOCKER_HOST: rig.engine.dockerHost,
                COMPOSE_BINARY: rig.engine.composeBinary,
                STATE_DIR: join(home, 'state'),
                RESCUE_DIR: join(home, 'rescue'),
                MODE: 'swap',
                ALLOW: 'to_fips,rotate',
                BACKUP: 'none',
                BACKUP_NONE_BECAUSE: 'a rig',
                CHANGES_PER_HOUR: '60',
                CHANGES_PER_DAY: '60',
            };
            const [move, turn] = [join(home, 'move.plan'), join(home, 'turn.plan')];
            const {runs, said} = await listenTo(
                [
                    ['plan', '--out', move],
                    ['apply', move, '--yes'],
                    ['plan', '--rotate', '--out', turn],
                    ['apply', turn, '--yes'],
                    ['status', '--format', 'json'],
                    ['status', '--all'],
                    ['check', '--after'],
                    ...['json', 'markdown', 'csv', 'html'].map((format) => ['report', '--format', format]),
                    ['rollback', '--yes'],
                    ['status'],
                ],
                env,
            );
            const failures = runs.slice(0, 4).flatMap(({exitCode, stderr}) => (exitCode === 0 ? [] : [stderr]));
            expect(failures).toEqual([]);
            expect(runs.at(-2)?.exitCode).toBe(0);
            expect(await readFile(envPath, 'utf8')).toContain(LONG_CANARY);
            const kept = await readKept(
                home,
                /(?:^|\/)(?:journal\.jsonl|plan\.json|start-log\.json|ROLLBACK\.txt|\w+\.plan)$/,
            );
            expect(kept.filter((text) => text.includes('"kind":"closed"'))).toHaveLength(2);
            // What a crash is taken back from is the one place that holds both; only the agent can read it.
            const staged = await readKept(home, /staged\.json$/);
            const turned = staged.flatMap((text) => /"next":"([^"]{20,})"/.exec(text)?.[1] ?? []);
            expect(turned).toHaveLength(1);
            for (const secret of [LONG_CANARY, ...turned]) {
                expectAbsent(secret, [...said, ...kept]);
            }
        },
        LANE_TIMEOUT_MS,
    );
});
