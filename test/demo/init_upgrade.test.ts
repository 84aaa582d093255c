import {appendFile, cp, mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import {once} from 'node:events';
import {createServer} from 'node:net';
import {join} from 'node:path';
import {parse} from 'yaml';
import {addContainer} from '../engine_stand_in/add_container.ts';
import type {Container} from '../engine_stand_in/container.ts';
import {startInitRig} from './init_rig.ts';
import type {InitRig} from './init_rig.ts';
import {SAMPLE_WORLD} from './sample_world.ts';

type Bind = {readonly source: string; readonly target: string; readonly read_only?: boolean};
type Service = {
    readonly image: string;
    readonly cap_add: string[];
    readonly volumes: Bind[];
    readonly environment?: object;
};

const SWAP = {MODE: 'swap'};

describe('init on an agent that is there already', () => {
    let rig: InitRig;
    beforeEach(async () => {
        rig = await startInitRig({world: SAMPLE_WORLD});
    });
    afterEach(() => rig.close());

    const fileOf = (name: string) => join(rig.agentDirectory, name);
    const readService = async (): Promise<Service> =>
        (parse(await readFile(fileOf('compose.yaml'), 'utf8')) as {services: Record<'fips-agent', Service>}).services[
            'fips-agent'
        ];
    const readSettings = async () =>
        parse(await readFile(fileOf('fips-agent.yaml'), 'utf8')) as Record<string, unknown>;
    const rightsOf = ({volumes}: Service) =>
        Object.fromEntries(
            volumes.map(({target, read_only}) => [target, read_only === true ? 'read_only' : 'writable']),
        );
    const addAgent = (name: string, labels: Readonly<Record<string, string>> = {}): Container =>
        addContainer(rig.deployment.engine.state, {
            name,
            image: 'mattermost/mattermost-enterprise-edition:11.7.2',
            command: ['node', '/usr/local/lib/fips-agent/fips-agent.mjs', 'serve'],
            labels,
            mounts: [
                {
                    type: 'bind',
                    name: '',
                    source: join(rig.folder, 'state'),
                    target: '/var/lib/fips-agent',
                    writable: true,
                },
            ],
        });

    test('while a run goes on, its agent is neither replaced nor removed', async () => {
        await rig.init();
        // Whoever carries a run out listens here.
        const holder = createServer((socket) => socket.end()).listen(join(rig.folder, 'state/run.lock'));
        await once(holder, 'listening');
        for (const run of [await rig.init(() => true, SWAP), await rig.uninstall(() => true)]) {
            expect(run).toMatchObject({exitCode: 22, questions: []});
            expect(run.stderr).toContain('run_in_progress');
        }
        await new Promise((closed) => holder.close(closed));
        expect((await rig.init(() => true, SWAP)).exitCode).toBe(0);
    });

    test('MODE=swap lets a read-only agent swap: mounts and file change, and nothing else is asked for but what changes', async () => {
        await rig.init();
        const project = rig.deployment.projectDirectory;
        expect(rightsOf(await readService())).toMatchObject({[project]: 'read_only'});
        const run = await rig.init(() => true, SWAP);
        expect(run.exitCode).toBe(0);
        expect(run.questions.filter((one) => one.includes('Write the agent’s own Compose project'))).toEqual([
            expect.stringContaining('it may apply plans'),
        ]);
        const service = await readService();
        expect(rightsOf(service)).toMatchObject({[project]: 'writable', '/var/lib/fips-agent-rescue': 'writable'});
        expect(service.cap_add).toEqual(['DAC_OVERRIDE', 'CHOWN', 'FOWNER']);
        expect(await readSettings()).toMatchObject({MODE: 'swap', RESCUE_DIR: '/var/lib/fips-agent-rescue'});
    });

    test('declined, the agent stays as it was', async () => {
        await rig.init();
        const before = await readFile(fileOf('compose.yaml'), 'utf8');
        const run = await rig.init((question) => !question.includes('own Compose project'), SWAP);
        expect(run.exitCode).toBe(23);
        expect(await readFile(fileOf('compose.yaml'), 'utf8')).toBe(before);
        expect(await readSettings()).toMatchObject({MODE: 'read_only'});
    });

    test('what somebody has written into its files stays: settings, comments, image, environment, mounts', async () => {
        await rig.init();
        await appendFile(fileOf('fips-agent.yaml'), '# two of us\nAPPROVAL: host\nCHANGES_PER_DAY: 2\n');
        const text = (await readFile(fileOf('compose.yaml'), 'utf8'))
            .replace(
                /image: .*/,
                'image: registry.example.com/fips-agent:7\n    environment: {HTTPS_PROXY: http://proxy:3128}',
            )
            .replace('    volumes:\n', '    volumes:\n      - /etc/pki/corp.pem:/etc/pki/corp.pem:ro\n');
        await writeFile(fileOf('compose.yaml'), text);
        expect((await rig.init(undefined, SWAP)).exitCode).toBe(0);
        expect(await readFile(fileOf('fips-agent.yaml'), 'utf8')).toContain('# two of us\nAPPROVAL: host\n');
        expect(await readSettings()).toMatchObject({MODE: 'swap', CHANGES_PER_DAY: 2});
        const service = await readService();
        expect(service.image).toBe('registry.example.com/fips-agent:7');
        expect(service.environment).toEqual({HTTPS_PROXY: 'http://proxy:3128'});
        expect(service.volumes).toContain('/etc/pki/corp.pem:/etc/pki/corp.pem:ro');
        // Without MODE it stays one that may swap, and its project is already there.
        const again = await rig.init();
        expect(again.stdout).toMatch(/Write the agent’s own Compose project[^\n]*: already there/);
        expect(await readSettings()).toMatchObject({MODE: 'swap'});
    });

    test('an agent started by the page’s three steps is taken over: same bot and channel, its container makes room', async () => {
        await rig.init();
        const {TEAM_ID, CHANNEL_ID, BOT_USER_ID, TOKEN_FILE, ...rest} = await readSettings();
        const settings = join(rig.folder, 'by-hand.yaml');
        await writeFile(settings, JSON.stringify({MODE: 'read_only', TEAM_ID, CHANNEL_ID, BOT_USER_ID, TOKEN_FILE}));
        expect(rest).toMatchObject({MODE: 'read_only'});
        await rm(join(rig.folder, 'state', 'connection.json'));
        await rm(rig.agentDirectory, {recursive: true});
        const {containers} = rig.deployment.engine.state;
        const byHand = addAgent('fips-agent');
        const ofProject = addAgent('fips-agent-fips-agent-1', {
            'com.docker.compose.project': 'fips-agent',
            'com.docker.compose.project.working_dir': rig.agentDirectory,
        });
        const run = await rig.init(() => true, {...SWAP, FIPS_AGENT_SETTINGS: settings});
        expect(run.stderr).toBe('');
        expect(run.exitCode).toBe(0);
        for (const words of [
            'Create the bot account fips-agent',
            'Create the private channel',
            'Create an access token',
        ]) {
            expect(run.stdout).toMatch(new RegExp(`${words}[^\n]*: already there`));
        }
        expect(run.questions.at(-1)).toContain('Stop and remove the container fips-agent, an agent started by hand');
        expect([containers.has(byHand.id), containers.has(ofProject.id)]).toEqual([false, true]);
        expect(await readSettings()).toMatchObject({MODE: 'swap', TEAM_ID, CHANNEL_ID, BOT_USER_ID});
    });

    test('folders whose names hold $ and : are mounted as they are named', async () => {
        const odd = join(rig.folder, 'a$b:c');
        await mkdir(odd);
        await cp(rig.deployment.projectDirectory, odd, {recursive: true});
        await rig.init(undefined, {STATE_DIR: join(odd, 'state')});
        const escaped = join(odd, 'state').replace('$', '$$$$');
        expect((await readService()).volumes.filter(({source}) => source.includes('a$'))).toEqual([
            {type: 'bind', source: escaped, target: escaped, bind: {create_host_path: true}},
        ]);
    });
});
