import {chmod, mkdir, readFile, writeFile} from 'node:fs/promises';
import {delimiter, join} from 'node:path';
import {AGENT_BIN} from '../agent/run_agent.ts';
import {runCommand} from '../engine/command.ts';
import type {Cluster} from './cluster.ts';
import type {Installation} from './installation.ts';
import {COLD_START_MS, LANE_TIMEOUT_MS} from './lane_times.ts';
import {MOVER_RULES, openMover} from './mover.ts';
import type {Mover} from './mover.ts';
import {openStage} from './stage.ts';
import type {Stage} from './stage.ts';

const NAMESPACE = 'guide';
const STANDARD = 'mattermost/mattermost-enterprise-edition:11.7.2';
const FIPS = 'mattermost/mattermost-enterprise-fips-edition:11.7.2';
const REHEARSAL = {apiGroups: [''], resources: ['pods'], verbs: ['create', 'delete']};
/** What a mover has set besides, and a reader of the guide has not. */
const NOT_THE_READERS = ['MODE', 'ALLOW', 'BACKUP', 'BACKUP_NONE_BECAUSE', 'READY_SECONDS'];

/** The commands of a chapter as they stand there, without what is said about them. */
async function readCommands(chapter: string): Promise<readonly string[]> {
    const guide = await readFile(join(import.meta.dirname, '../../docs/guide.md'), 'utf8');
    const [, text = ''] = guide.split(`\n## ${chapter}\n`);
    const lines = text.split('\n## ')[0]?.match(/^ {4}\S.*$/gm) ?? [];
    return lines.map((line) => line.replace(/ +#.*$/, '').trim());
}

/** The guide's chapter, line by line, on a real cluster; where a person is asked, they have said yes. The tests follow each other. */
describe('the guide’s chapter on Kubernetes', () => {
    let stage: Stage;
    let cluster: Cluster;
    let installation: Installation;
    let mover: Mover;
    let commands: readonly string[];
    let environment: Readonly<Record<string, string>>;
    beforeAll(async () => {
        const rules = [...MOVER_RULES, REHEARSAL];
        stage = await openStage({namespace: NAMESPACE, password: 'a-password-that-is-long-enough', rules});
        ({cluster, installation} = stage);
        mover = await openMover(cluster, NAMESPACE);
        // A server of its own has tables, and a dump without any proves nothing.
        const psql = ['psql', '-U', 'mmuser', '-d', 'mattermost', '-c', 'create table posts as select 1 as id'];
        await mover.kubectl('exec', 'postgres', '--', ...psql);
        commands = await readCommands('On Kubernetes');
        const programs = join(mover.folder, 'bin');
        await mkdir(programs);
        await writeFile(join(programs, 'fips-agent'), `#!/bin/sh\nexec ${process.execPath} ${AGENT_BIN} "$@"\n`);
        await chmod(join(programs, 'fips-agent'), 0o755);
        const {env} = mover.command();
        const own = Object.entries(env).filter(([name]) => !NOT_THE_READERS.includes(name));
        environment = {...Object.fromEntries(own), PATH: `${programs}${delimiter}${env['PATH'] ?? ''}`};
    }, COLD_START_MS);
    afterAll(async () => {
        await mover.close();
        await stage.close();
    }, LANE_TIMEOUT_MS);

    const type = async (command: string) => {
        const line = command
            .replace('--context C', `--context ${cluster.context}`)
            .replace('--namespace N', `--namespace ${NAMESPACE}`)
            .replace(/ (apply|rollback) /, ' $1 --yes ');
        const {code, stdout, stderr} = await runCommand('sh', ['-c', line], {
            cwd: mover.folder,
            env: environment,
            timeoutMs: LANE_TIMEOUT_MS,
        });
        return `${line}\n${code} ${stderr}${stdout}`;
    };
    const find = (verb: string) => {
        const found = commands.filter((command) => command.includes(`fips-agent ${verb} `));
        expect(found).toHaveLength(1);
        return found[0] ?? '';
    };

    test(
        'check, plan and rehearse as they are printed: the installation is ready, and nothing is changed',
        async () => {
            expect(commands).toHaveLength(5);
            const {spec} = await installation.read();
            expect(await type(find('check'))).toMatch(/\n0 [^]*Ready/);
            expect(await type(find('plan'))).toMatch(/\n0 [^]*move\.plan/);
            expect(await type(find('rehearse'))).toMatch(/\n0 /);
            expect((await installation.read()).spec).toEqual(spec);
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'apply and rollback as they are printed: with a dump, there and back',
        async () => {
            expect(await type(find('apply'))).toMatch(/\n0 [^]*Succeeded/);
            expect(await mover.listImages()).toEqual([FIPS]);
            expect(await type(find('rollback'))).toMatch(/\n0 [^]*Rolled back/);
            expect(await mover.listImages()).toEqual([STANDARD]);
            expect(await mover.findLeft()).toEqual({job: undefined, leases: 0});
        },
        LANE_TIMEOUT_MS,
    );
});
