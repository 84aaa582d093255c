/** The stand-in for the Docker Compose program, as the agent runs it: `version` and `config` of the sample project. */
import {basename} from 'node:path';
import {parseArgs} from 'node:util';
import {hashService, readSampleProject} from './sample_project.ts';
import {SampleRefusal} from './sample_refusal.ts';

const VERSION = '2.26.1';

function run(argv: readonly string[]): string {
    const {values, positionals} = readCommandLine(argv);
    const [command] = positionals;
    if (command === 'version') {
        return values.short === true ? VERSION : `Docker Compose version v${VERSION}`;
    }
    const directory = values['project-directory'];
    if (command !== 'config' || directory === undefined) {
        throw new SampleRefusal(`It answers version and config, not ${command ?? 'a call without a command'}.`);
    }
    const name = values['project-name'] ?? basename(directory);
    const {config} = readSampleProject(directory, name, values.file);
    if (values.hash !== undefined) {
        const services = Object.entries(config.services);
        const wanted = values.hash === '*' ? services : services.filter(([service]) => service === values.hash);
        return wanted.map(([service, resolved]) => `${service} ${hashService(resolved)}`).join('\n');
    }
    if (values.format !== 'json') {
        throw new SampleRefusal('It prints config as JSON only (--format json).');
    }
    return JSON.stringify(config, null, 2).replaceAll('$', '$$$$');
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
                short: {type: 'boolean'},
                format: {type: 'string'},
                hash: {type: 'string'},
            },
        });
    } catch {
        throw new SampleRefusal('It does not know one of these options.');
    }
}

try {
    process.stdout.write(`${run(process.argv.slice(2))}\n`);
} catch (error) {
    if (!(error instanceof SampleRefusal)) {
        throw error;
    }
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 14;
}
