import {readFile, readdir, rm} from 'node:fs/promises';
import {dirname} from 'node:path';

import {runOrFail} from './command.ts';
import {execInContainer} from './container_exec.ts';
import {pullImage} from './image_pull.ts';
import {makePlainContainer} from './plain_container.ts';
import {makeOfficialProject} from './project.ts';
import type {Project, ProjectOptions} from './project.ts';
import {startOwnRig, startRig} from './rig.ts';
import type {Rig} from './rig.ts';
import {waitForSite} from './wait_for_site.ts';

const COLD_START_MS = 300_000;
const FIPS = 'mattermost/mattermost-enterprise-fips-edition';

let rig: Rig;

async function withProject<T>(
    options: Omit<ProjectOptions, 'engine'>,
    use: (project: Project) => Promise<T>,
): Promise<T> {
    const project = await makeOfficialProject({engine: rig.engine, ...options});
    try {
        return await use(project);
    } finally {
        await project.remove();
    }
}

async function mattermostImage(project: Project): Promise<string> {
    const {stdout} = await project.compose(['config', '--images', 'mattermost']);
    return stdout.split('\n').find((line) => line.includes('mattermost/')) ?? '';
}

beforeAll(async () => {
    rig = await startRig({name: 'rig'});
}, COLD_START_MS);

afterAll(async () => {
    await rig.stop();
}, 60_000);

describe('the official project on a real engine', () => {
    let project: Project;

    beforeAll(async () => {
        project = await makeOfficialProject({engine: rig.engine});
        await project.up();
    }, 120_000);

    afterAll(async () => {
        await project.remove();
    }, 60_000);

    test('answers through its published port', async () => {
        const response = await fetch(`${project.baseUrl}/api/v4/system/ping`);
        expect(response.status).toBe(200);
        expect(response.headers.get('x-version-id')).toMatch(/^11\.7\.2\./);
    });

    test('answers mmctl by exec, as the user the image sets', async () => {
        const id = await project.containerId('mattermost');
        const {code, stdout} = await execInContainer(rig.engine, id, [
            'mmctl',
            '--local',
            '--json',
            'system',
            'version',
        ]);
        expect(code).toBe(0);
        const answer: unknown = JSON.parse(stdout);
        expect(answer).toEqual({version: expect.stringMatching(/^11\.7\.2\./)});
    });

    test('has a database that psql reaches and that checks the password from the network', async () => {
        const id = await project.containerId('postgres');
        const local = await execInContainer(rig.engine, id, [
            ...['psql', '-U', 'mmuser', '-d', 'mattermost', '-Atc'],
            "select rolsuper, left(rolpassword, 13) from pg_authid where rolname = 'mmuser'",
        ]);
        expect(local.stdout.trim()).toBe('t|SCRAM-SHA-256');
        const {stdout} = await execInContainer(rig.engine, id, ['hostname', '-i']);
        const wrong = await execInContainer(rig.engine, id, [
            ...[
                'env',
                'PGPASSWORD=wrong',
                'psql',
                '-h',
                stdout.trim(),
                '-U',
                'mmuser',
                '-d',
                'mattermost',
                '-c',
                'select 1',
            ],
        ]);
        expect(wrong.stderr).toContain('password authentication failed');
    });

    test('is not recreated by a second up', async () => {
        const before = await project.containerId('mattermost');
        await project.up();
        expect(await project.containerId('mattermost')).toBe(before);
    });

    test('runs the image the registry gave, with a digest', async () => {
        const image = await rig.engine.client.getImage('mattermost/mattermost-enterprise-edition:11.7.2').inspect();
        // Another file may have pulled the same image from the registry by its own name.
        expect(image.RepoDigests).toContainEqual(
            expect.stringMatching(/^mattermost\/mattermost-enterprise-edition@sha256:[0-9a-f]{64}$/),
        );
        expect(image.Config.User).toBe('2000');
    });
});

describe('pulling', () => {
    test('brings the FIPS image', async () => {
        await pullImage(rig.engine, `${FIPS}:11.7.2`);
        const image = await rig.engine.client.getImage(`${FIPS}:11.7.2`).inspect();
        expect(image.Architecture).toBe('amd64');
    });

    test('fails for a tag that is missing in a registry of its own name', async () => {
        await expect(pullImage(rig.engine, `${rig.registry.host}/${FIPS}:0.0.1`)).rejects.toThrow(/manifest unknown/);
    });

    test('fails for a tag that is missing in the mirror', async () => {
        await expect(pullImage(rig.engine, `${FIPS}:0.0.1`)).rejects.toThrow();
    });
});

describe('the ways a project names its image', () => {
    const cases: readonly (readonly [string, Omit<ProjectOptions, 'engine'>])[] = [
        ['official variables', {}],
        ['other variables', {imageSource: 'other_variables'}],
        ['default values', {imageSource: 'default_values'}],
        ['hard-coded', {imageSource: 'hard_coded'}],
        ['an override file', {imageSource: 'override_file'}],
        ['official variables with CRLF', {crlf: true}],
        ['COMPOSE_FILE', {imageSource: 'override_file', fileSelection: 'compose_file_variable'}],
    ];

    test.each(cases)('%s: Compose reads the same image', async (_, options) => {
        await withProject(options, async (project) => {
            expect(await mattermostImage(project)).toBe('mattermost/mattermost-enterprise-edition:11.7.2');
        });
    });

    test('a registry of its own: the whole project runs from it', async () => {
        await withProject({registry: rig.registry, crlf: true, password: 'short'}, async (project) => {
            expect(project.databasePassword).toHaveLength(10);
            await project.up();
            const {Config} = await rig.engine.client.getContainer(await project.containerId('mattermost')).inspect();
            expect(Config.Image).toBe(`${rig.registry.host}/mattermost/mattermost-enterprise-edition:11.7.2`);
        });
    }, 120_000);
});

test('a plain container runs without Compose and answers', async () => {
    const image = 'mattermost/mattermost-enterprise-edition:11.6.0';
    const container = await makePlainContainer({engine: rig.engine, name: 'mattermost', image, publishedPort: 8065});
    try {
        await waitForSite(container.baseUrl ?? '');
        const {Config} = await rig.engine.client.getContainer(container.id).inspect();
        expect(Object.keys(Config.Labels)).toEqual([]);
    } finally {
        await container.remove();
    }
}, 60_000);

test('a stopped engine leaves no process, mount, bridge, rule or folder', async () => {
    const own = await startOwnRig({name: 'leftovers'});
    const {engine} = own;
    const project = await makeOfficialProject({engine});
    await project.up();
    expect((await runOrFail('ip', ['-o', 'link'])).stdout).toContain(engine.bridge);

    await own.stop();

    const commandLines = await Promise.all(
        (await readdir('/proc'))
            .filter((entry) => /^\d+$/.test(entry))
            .map((entry) => readFile(`/proc/${entry}/cmdline`, 'utf8').catch(() => '')),
    );
    expect(commandLines.filter((line) => line.includes(engine.dataRoot) || line.includes(engine.socketPath))).toEqual(
        [],
    );
    expect(await readFile('/proc/mounts', 'utf8')).not.toContain(engine.dataRoot);
    const range = engine.addressPrefix;
    expect((await runOrFail('ip', ['-4', '-o', 'addr'])).stdout).not.toContain(` ${range}`);
    expect((await runOrFail('iptables', ['-S', 'FORWARD'])).stdout).not.toContain(` ${range}`);
    await expect(readdir(engine.dataRoot)).rejects.toThrow(/ENOENT/);
    await rm(dirname(project.root), {recursive: true});
}, 180_000);
