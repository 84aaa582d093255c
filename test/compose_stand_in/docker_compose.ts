/** The stand-in for the Docker Compose program, as the agent runs it: `version`, `config` and `up` of the sample project. */
import {basename} from 'node:path';
import {parseArgs} from 'node:util';
import {hashService, readSampleProject} from './sample_project.ts';
import type {SampleProject} from './sample_project.ts';
import {SampleRefusal} from './sample_refusal.ts';
import {COMPOSE_VERSION} from './service_labels.ts';

type CommandLine = ReturnType<typeof readCommandLine>['values'];

async function run(argv: readonly string[]): Promise<string> {
    const {values, positionals} = readCommandLine(argv);
    const [command, ...services] = positionals;
    if (command === 'version') {
        return `${values.short === true ? '' : 'Docker Compose version v'}${COMPOSE_VERSION}\n`;
    }
    const directory = values['project-directory'];
    if ((command !== 'config' && command !== 'up') || directory === undefined) {
        throw new SampleRefusal(`It answers version, config and up, not ${command ?? 'a call without a command'}.`);
    }
    const name = values['project-name'] ?? basename(directory);
    const project = readSampleProject(directory, name, values.file, values['env-file']);
    return command === 'config' ? printConfig(project, values) : up(project, services, values);
}

function printConfig({config}: SampleProject, {hash, format}: CommandLine): string {
    if (hash !== undefined) {
        const services = Object.entries(config.services);
        const wanted = hash === '*' ? services : services.filter(([service]) => service === hash);
        return `${wanted.map(([service, resolved]) => `${service} ${hashService(resolved)}`).join('\n')}\n`;
    }
    if (format !== 'json') {
        throw new SampleRefusal('It prints config as JSON only (--format json).');
    }
    return `${JSON.stringify(config, null, 2).replaceAll('$', '$$$$')}\n`;
}

async function up(project: SampleProject, services: readonly string[], {detach, pull}: CommandLine): Promise<string> {
    const dockerHost = process.env['DOCKER_HOST'] ?? '';
    if (detach !== true || pull !== 'never' || !dockerHost.startsWith('unix://')) {
        throw new SampleRefusal('It takes up with --detach and --pull never, and DOCKER_HOST as unix://.');
    }
    // Loaded only where it is needed: config is asked for often.
    const {bringUp} = await import('./bring_up.ts');
    await bringUp(dockerHost, project, services, (line) => process.stderr.write(`${line}\n`));
    return '';
}

function readCommandLine(argv: readonly string[]) {
    try {
        return parseArgs({
            args: [...argv],
            allowPositionals: true,
            options: {
                'project-directory': {type: 'string'},
                'project-name': {type: 'string', short: 'p'},
                file: {type: 'string', short: 'f', multiple: true},
                'env-file': {type: 'string', multiple: true},
                detach: {type: 'boolean', short: 'd'},
                pull: {type: 'string'},
                short: {type: 'boolean'},
                format: {type: 'string'},
                hash: {type: 'string'},
            },
        });
    } catch {
        throw new SampleRefusal('It does not know one of these options.');
    }
}

/** The message of the engine's refusal, or of a connection that was not made. */
function readMessage(error: unknown): string {
    return error instanceof Error ? error.message : String(error);
}

try {
    process.stdout.write(await run(process.argv.slice(2)));
} catch (error) {
    process.stderr.write(`${readMessage(error)}\n`);
    process.exitCode = error instanceof SampleRefusal ? 14 : 1;
}
