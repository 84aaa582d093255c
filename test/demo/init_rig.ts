import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {findFreePort} from '../engine/free_port.ts';
import type {ProgramRun, ProgramResult} from '../engine_stand_in/program.ts';
import {packPluginBundle} from '../mattermost/plugin_bundle.ts';
import {parsePluginManifest} from '../mattermost/plugin_manifest.ts';
import type {World} from '../mattermost/world.ts';
import {runCommand} from './command_run.ts';
import type {CommandRun} from './command_run.ts';
import {startSampleDeployment} from './sample_deployment.ts';
import type {DeploymentSetup, SampleDeployment} from './sample_deployment.ts';

const MMCTL = '/mattermost/bin/mmctl';

/** A sample deployment, and the agent's commands run against it. */
export type InitRig = {
    readonly folder: string;
    readonly deployment: SampleDeployment;
    readonly world: World;
    readonly agentDirectory: string;
    readonly tokenFile: string;
    init(answer?: (question: string) => boolean, env?: Readonly<Record<string, string>>): Promise<CommandRun>;
    uninstall(answer?: (question: string) => boolean): Promise<CommandRun>;
    /** From now on mmctl answers so where `replace` gives an answer. */
    breakMmctl(replace: (run: ProgramRun) => ProgramResult | undefined): void;
    close(): Promise<void>;
};

/** A page's bundle as `make dist` packs it, with a line of script instead of the page. */
async function writeBundle(folder: string): Promise<string> {
    const text = await readFile(new URL('../../plugin.json', import.meta.url), 'utf8');
    const manifest = parsePluginManifest(JSON.parse(text) as unknown);
    if (!manifest) {
        throw new Error('plugin.json is no plugin manifest');
    }
    const path = join(folder, 'page.tar.gz');
    await writeFile(path, packPluginBundle(manifest, {'webapp/dist/main.js': 'void 0;\n'}));
    return path;
}

/** Starts it. Without `answer` the commands run with --yes. */
export async function startInitRig(setup: Partial<DeploymentSetup> = {}): Promise<InitRig> {
    const folder = await mkdtemp(join(tmpdir(), 'fips-init-'));
    const starting = startSampleDeployment({folder, port: await findFreePort(), ...setup});
    const deployment = await starting.catch(async (error: unknown) => {
        await rm(folder, {recursive: true, force: true});
        throw error;
    });
    const {agentEnvironment, engine, mattermost} = deployment;
    const agentDirectory = join(folder, 'agent');
    const bundle = await writeBundle(folder);
    const run = (
        argv: readonly string[],
        answer: ((question: string) => boolean) | undefined,
        env: Readonly<Record<string, string>> = {},
    ) =>
        runCommand(
            [...argv, '--agent-dir', agentDirectory, ...(answer === undefined ? ['--yes'] : [])],
            {...agentEnvironment, ...env},
            answer,
        );
    return {
        folder,
        deployment,
        get world() {
            return mattermost.world;
        },
        agentDirectory,
        tokenFile: join(folder, 'state', 'token'),
        init: (answer, env) => run(['init', '--bundle', bundle], answer, env),
        uninstall: (answer) => run(['uninstall'], answer),
        breakMmctl: (replace) => {
            for (const [id, image] of engine.state.images) {
                const real = image.programs[MMCTL];
                if (real) {
                    const programs = {...image.programs, [MMCTL]: (one: ProgramRun) => replace(one) ?? real(one)};
                    engine.state.images.set(id, {...image, programs});
                }
            }
        },
        close: async () => {
            await deployment.close();
            await rm(folder, {recursive: true, force: true});
        },
    };
}
