import {execFile} from 'node:child_process';
import {appendFileSync, readFileSync} from 'node:fs';
import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {Writable} from 'node:stream';
import {EXIT_CODES} from '@fips-readiness/core';
import type {ExitCode} from '@fips-readiness/core';
import {makeProgram, reportFailure} from '@fips-readiness/server-bridge';
import {isStoredPassword} from '../engine_stand_in/scram.ts';
import {stopContainer} from '../engine_stand_in/lifecycle.ts';
import {startReadyDeployment} from './ready_deployment.ts';
import type {ReadyDeployment} from './ready_deployment.ts';

const TIMEOUT_MS = 180_000;
const SHORT_PASSWORD = 'short-one-7';
const FOREIGN_LINE = '# written by somebody else\n';
/** What the terminal says when a step is done: the next one has not begun yet. */
const BOUNDARIES = {
    rescue_kit: 'Write the rescue kit',
    rotate: 'Change the database password',
    rehearse: 'Rehearse alongside the live site',
    edit: 'Edit the project’s files',
    recreate: 'Recreate the container',
    wait: 'Wait until Mattermost is ready',
    verify: 'Verify in layers',
} as const;
type Boundary = keyof typeof BOUNDARIES;
const FAULTS = ['env_edited', 'compose_file_edited', 'database_stopped', 'engine_killed', 'second_up'] as const;
type Fault = (typeof FAULTS)[number];

/** Where files, database and container are: all of them on one side, or the end has to name what is missing. */
type Sides = {readonly files: string; readonly password: string; readonly container: string; readonly image: string};

describe('a run that is disturbed between any two steps ends with everything on one side', () => {
    let ready: ReadyDeployment;
    beforeEach(async () => {
        ready = await startReadyDeployment(SHORT_PASSWORD);
    });
    afterEach(() => ready.close());

    const readProject = (name: string) => readFileSync(join(ready.deployment.projectDirectory, name), 'utf8');
    const findPassword = (env: string) => /^POSTGRES_PASSWORD=(.*)$/m.exec(env)?.[1] ?? '';

    /** Runs a command here; `heard` is told each line it says while it goes on. */
    async function run(argv: readonly string[], heard: (line: string) => void) {
        const {folder, deployment} = ready;
        let said = '';
        const sink = new Writable({
            write: (chunk: Buffer, _encoding, done) => {
                said += chunk.toString('utf8');
                heard(chunk.toString('utf8'));
                done();
            },
        });
        const terminal = {
            out: sink,
            err: sink,
            env: {
                ...deployment.agentEnvironment,
                MODE: 'swap',
                BACKUP: 'none',
                BACKUP_NONE_BECAUSE: 'a stand-in has nothing to lose',
                RESCUE_DIR: join(folder, 'rescue'),
                READY_SECONDS: '5',
                SITE_URL: deployment.mattermost.url,
            },
            now: () => new Date(),
            ask: undefined,
            colours: false,
            columns: 100,
        };
        let exitCode: ExitCode = EXIT_CODES.ready;
        try {
            const program = makeProgram(terminal, new AbortController().signal, (code) => (exitCode = code));
            await program.parseAsync([...argv], {from: 'user'});
        } catch (error) {
            exitCode = reportFailure(terminal, error);
        }
        return {exitCode, said};
    }

    async function disturb(fault: Fault): Promise<void> {
        const {deployment} = ready;
        switch (fault) {
            case 'env_edited':
                appendFileSync(join(deployment.projectDirectory, '.env'), FOREIGN_LINE);
                return;
            case 'compose_file_edited':
                appendFileSync(join(deployment.projectDirectory, 'docker-compose.yml'), FOREIGN_LINE);
                return;
            case 'database_stopped': {
                const {state} = deployment.engine;
                [...state.containers.values()]
                    .filter(({name}) => name.includes('postgres'))
                    .forEach((container) => stopContainer(state, container));
                return;
            }
            case 'engine_killed':
                await deployment.engine.kill();
                await wait(1_500);
                await deployment.engine.revive();
                return;
            case 'second_up': {
                const {agentEnvironment: env, projectDirectory} = deployment;
                const args = ['--project-directory', projectDirectory, 'up', '--detach', '--pull', 'never'];
                await new Promise((resolve) => {
                    execFile(env['COMPOSE_BINARY'] ?? '', args, {env: {DOCKER_HOST: env['DOCKER_HOST']}}, resolve);
                });
            }
        }
    }

    async function readSides(): Promise<Sides> {
        const {database, engine} = ready.deployment;
        const env = readProject('.env');
        const password = findPassword(env);
        const container = [...engine.state.containers.values()].find(
            ({name, state}) => name.includes('mattermost-1') && state.status === 'running',
        );
        const dataSource = container?.environment.find((line) => line.startsWith('MM_SQLSETTINGS_DATASOURCE=')) ?? '';
        const sideOf = (isOld: boolean, isNew: boolean) => (isOld ? 'old' : isNew ? 'new' : 'neither');
        const isShort = password === SHORT_PASSWORD;
        return {
            files: sideOf(
                isShort && env.includes('MATTERMOST_IMAGE=mattermost-enterprise-edition'),
                !isShort && env.includes('MATTERMOST_IMAGE=mattermost-enterprise-fips-edition'),
            ),
            password: sideOf(
                isStoredPassword(database.storedPassword, SHORT_PASSWORD),
                !isShort && isStoredPassword(database.storedPassword, password),
            ),
            container: sideOf(
                dataSource.includes(`:${SHORT_PASSWORD}@`),
                !isShort && dataSource.includes(`:${password}@`),
            ),
            image: sideOf(
                container?.imageReference.includes('enterprise-edition') === true,
                container?.imageReference.includes('fips-edition') === true,
            ),
        };
    }

    const cases = (Object.keys(BOUNDARIES) as Boundary[]).flatMap((boundary) =>
        FAULTS.map((fault): [Fault, Boundary] => [fault, boundary]),
    );

    test.each(cases)(
        '%s after %s',
        async (fault, boundary) => {
            const file = join(ready.folder, 'move.plan');
            const planned = await run(['plan', '--out', file], () => undefined);
            expect(`${planned.exitCode} ${planned.said}`).toMatch(/^0 /);
            let disturbed: Promise<void> | undefined;
            const {exitCode, said} = await run(['apply', file, '--yes'], (line) => {
                if (line.startsWith(`✓ ${BOUNDARIES[boundary]}`)) {
                    disturbed ??= disturb(fault);
                }
            });
            await disturbed;
            expect(disturbed).toBeDefined();
            expect({said, exitCode}).not.toEqual({said, exitCode: 70});
            const sides = new Set(Object.values(await readSides()));
            const one = exitCode === EXIT_CODES.ready ? 'new' : 'old';
            expect({said, sides: [...sides]}).toEqual({said, sides: [one]});
            // Nobody else's words are lost, and nothing of the run is left on the engine.
            if (fault === 'env_edited') {
                expect(readProject('.env')).toContain(FOREIGN_LINE);
            }
            if (fault === 'compose_file_edited') {
                expect(readProject('docker-compose.yml')).toContain(FOREIGN_LINE);
            }
            const left = [...ready.deployment.engine.state.containers.values()].map(({name}) => name);
            // A lock that a dead engine kept is removed by the next run of this agent.
            expect(
                left.filter((name) => fault !== 'engine_killed' || !name.startsWith('fips-agent-run-')).sort(),
            ).toEqual(['mattermost-docker-mattermost-1', 'mattermost-docker-postgres-1']);
            expect(await readdir(join(ready.folder, 'rescue'))).toHaveLength(1);
        },
        TIMEOUT_MS,
    );
});
