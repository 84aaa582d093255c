import {readdir, readFile} from 'node:fs/promises';
import {setTimeout as wait} from 'node:timers/promises';
import {makeOfficialProject} from '../engine/project.ts';
import type {Project} from '../engine/project.ts';
import {startRig} from '../engine/rig.ts';
import type {Rig} from '../engine/rig.ts';
import {runAgent} from './run_agent.ts';

const LANE_TIMEOUT_MS = 240_000;
/** Not in any form a redactor would guess: it has to be absent because nothing prints it. */
const CANARY = 'Zq7$xK';
const FORMS = [
    CANARY,
    encodeURIComponent(CANARY),
    CANARY.replaceAll('$', '$$$$'),
    Buffer.from(CANARY).toString('base64').replace(/=+$/, ''),
    Buffer.from(CANARY).toString('hex'),
];

describe('a canary password', () => {
    let rig: Rig;
    let project: Project;
    beforeAll(async () => {
        rig = await startRig({name: 'canary'});
        project = await makeOfficialProject({
            engine: rig.engine,
            overrides: {
                POSTGRES_PASSWORD: `'${CANARY}'`,
                MM_SQLSETTINGS_DATASOURCE: `'postgres://mmuser:${encodeURIComponent(CANARY)}@postgres:5432/mattermost?sslmode=disable'`,
            },
        });
        await project.up();
    }, LANE_TIMEOUT_MS);
    afterAll(async () => {
        await project.remove();
        await rig.stop();
    }, LANE_TIMEOUT_MS);

    /** Command lines and environments of the processes the agent starts, while `running` goes on. */
    async function watchProcesses(running: Promise<unknown>): Promise<readonly string[]> {
        const seen = new Set<string>();
        let over = false;
        void running.finally(() => (over = true));
        while (!over) {
            for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
                const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
                seen.add(line.replaceAll('\0', ' '));
            }
            await wait(25);
        }
        return [...seen];
    }

    test(
        'stands in no output, process list or engine event, in any encoding',
        async () => {
            const env = {DOCKER_HOST: rig.engine.dockerHost, COMPOSE_BINARY: rig.engine.composeBinary};
            const events = await rig.engine.client.getEvents({});
            let engineSaid = '';
            events.on('data', (chunk: Buffer) => (engineSaid += chunk.toString()));
            const commands = [
                ['check', '--all'],
                ['check', '--format', 'json'],
                ['check', '--format', 'markdown'],
                ['check', '--format', 'csv'],
                ['inspect'],
                ['doctor'],
                ['plan'],
                ['plan', '--format', 'json'],
                ['bring-list'],
            ];
            const running = (async () => {
                const runs = [];
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
            const said = [...runs.map((run) => run.stdout + run.stderr), ...processes, engineSaid];
            for (const form of FORMS) {
                expect(said.filter((text) => text.includes(form))).toEqual([]);
            }
            // It was really read: its verdict is there.
            const credentials = {value: [{name: 'data_source', from: 'environment', length: 'short'}]};
            expect(JSON.parse(runs[4]?.stdout ?? '{}')).toMatchObject({database_credentials: credentials});
        },
        LANE_TIMEOUT_MS,
    );
});
