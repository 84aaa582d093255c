import {chmod, chown, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {makePlainContainer} from '../engine/plain_container.ts';
import {makeOfficialProject} from '../engine/project.ts';
import type {Project} from '../engine/project.ts';
import {startRig} from '../engine/rig.ts';
import type {Rig} from '../engine/rig.ts';
import {runAgent} from './run_agent.ts';

const LANE_TIMEOUT_MS = 240_000;
const NOBODY = 65_534;

describe('bad input on a real engine', () => {
    let rig: Rig;
    let project: Project;
    beforeAll(async () => {
        rig = await startRig({name: 'bad-input'});
        project = await makeOfficialProject({engine: rig.engine, password: 'short'});
        await project.up();
    }, LANE_TIMEOUT_MS);
    afterAll(async () => {
        await project.remove();
        await rig.stop();
    }, LANE_TIMEOUT_MS);

    const env = () => ({DOCKER_HOST: rig.engine.dockerHost, COMPOSE_BINARY: rig.engine.composeBinary});

    /** Runs `use` while a project file holds other text, and puts the old text back. */
    async function withText(name: string, change: (text: string) => string, use: () => Promise<void>): Promise<void> {
        const path = join(project.root, name);
        const text = await readFile(path, 'utf8');
        await writeFile(path, change(text));
        try {
            await use();
        } finally {
            await writeFile(path, text);
        }
    }

    test.each([
        ['invalid YAML', 'docker-compose.yml', (text: string) => `${text}\n  bad: [`],
        ['a key compose does not know', 'docker-compose.yml', (text: string) => `${text}\nserivces: {}\n`],
    ])(
        '%s -> names the folder and the next command, and quotes nothing',
        (_name, file, change) =>
            withText(file, change, async () => {
                const run = await runAgent(['check'], env());
                expect(run.exitCode).toBe(78);
                expect(run.stderr.replaceAll(/\s+/g, ' ')).toContain(
                    `docker compose refuses the project in ${project.root}`,
                );
                expect(run.stderr).toContain('docker compose config');
                expect(run.stderr).not.toContain(project.databasePassword);
            }),
        LANE_TIMEOUT_MS,
    );

    test(
        'a file changed since the container was made is told as drift',
        () =>
            withText(
                '.env',
                (text) => text.replace(/^RESTART_POLICY=.*$/m, 'RESTART_POLICY=always'),
                async () => {
                    const run = await runAgent(['check', '--format', 'json'], env());
                    const {results} = JSON.parse(run.stdout) as {
                        results: {check: string; state: string; data: unknown}[];
                    };
                    expect(results.find((result) => result.check === 'compose_drift')).toMatchObject({state: 'fail'});
                },
            ),
        LANE_TIMEOUT_MS,
    );

    test(
        'a second Mattermost container -> both are named, and --container chooses',
        async () => {
            const other = await makePlainContainer({
                engine: rig.engine,
                name: 'second-chat',
                image: 'mattermost/mattermost-enterprise-edition:11.7.2',
                env: {MM_SQLSETTINGS_DATASOURCE: 'postgres://mm:0123456789abcdef@db:5432/mm?sslmode=disable'},
            });
            try {
                const chosen = await runAgent(['inspect', '--container', 'second-chat'], env());
                expect(JSON.parse(chosen.stdout)).toMatchObject({
                    deployment: {value: {kind: 'docker', name: 'second-chat'}},
                });
                const wrong = await runAgent(['check', '--container', 'third-chat'], env());
                expect(wrong.exitCode).toBe(78);
                const twin = await makePlainContainer({
                    engine: rig.engine,
                    name: 'third-chat',
                    image: 'mattermost/mattermost-enterprise-edition:11.7.2',
                });
                try {
                    const two = await runAgent(['check'], {...env(), DEPLOYMENT: 'docker'});
                    expect(two.exitCode).toBe(78);
                    expect(two.stderr).toContain('second-chat');
                    expect(two.stderr).toContain('third-chat');
                } finally {
                    await twin.remove();
                }
            } finally {
                await other.remove();
            }
        },
        LANE_TIMEOUT_MS,
    );

    test('a user without rights on the socket is told so, with 77', async () => {
        await chmod(rig.engine.socketPath, 0o600);
        await chown(rig.engine.socketPath, NOBODY, NOBODY);
        const run = await runAgent(['check'], {...env(), HOME: '/nonexistent'}, {withoutRights: true});
        expect(run.exitCode).toBe(77);
        expect(run.stderr).toContain('No permission to use the Docker engine');
    });

    test('unknown options and settings end with 64 and 78', async () => {
        expect((await runAgent(['check', '--fromat', 'json'], env())).exitCode).toBe(64);
        expect((await runAgent(['chekc'], env())).exitCode).toBe(64);
        const run = await runAgent(['check', '--settings', '/nonexistent/fips-agent.yaml'], env());
        expect(run.exitCode).toBe(78);
        expect(run.stderr).toContain('/nonexistent/fips-agent.yaml');
    });
});
