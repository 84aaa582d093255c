import {Command, CommanderError, InvalidArgumentError, Option} from 'commander';
import {ERRORS, EXIT_CODES, isFipsError, makeVisible, VARIANTS} from '@fips-readiness/core';
import type {ExitCode} from '@fips-readiness/core';
import {VERSION} from '../version.ts';
import {BrokenRun} from '../run/broken_run.ts';
import {speakEnglish} from '../words/speak.ts';
import {after} from './after.ts';
import type {AfterOptions} from './after.ts';
import {apply} from './apply.ts';
import type {ApplyOptions} from './apply.ts';
import {bringList} from './bring_list.ts';
import {code} from './code.ts';
import {check, FORMATS} from './check.ts';
import type {CheckOptions} from './check.ts';
import {printCompletion, SHELLS} from './completion.ts';
import type {GlobalOptions} from '../agent/open_agent.ts';
import {discard} from './discard.ts';
import type {DiscardOptions} from './discard.ts';
import {doctor} from './doctor.ts';
import {init} from './init.ts';
import type {InitOptions} from './init.ts';
import {inspect} from './inspect.ts';
import {plan, PLAN_FORMATS} from './plan.ts';
import type {PlanOptions} from './plan.ts';
import {scan, SCAN_FORMATS} from './scan.ts';
import type {ScanOptions} from './scan.ts';
import {report, REPORT_FORMATS} from './report.ts';
import type {ReportOptions} from './report.ts';
import {rehearse, REHEARSE_FORMATS} from './rehearse.ts';
import type {RehearseOptions} from './rehearse.ts';
import {rollback} from './rollback.ts';
import type {RollbackOptions} from './rollback.ts';
import {serve} from './serve.ts';
import {status, STATUS_FORMATS} from './status.ts';
import type {StatusOptions} from './status.ts';
import {paint, wrap} from './terminal.ts';
import type {Terminal} from './terminal.ts';
import {uninstall} from './uninstall.ts';
import {verifyReport} from './verify_report.ts';
import {watch} from './watch.ts';
import {WATCH_FORMATS} from './watch_deployment.ts';
import type {WatchOptions} from './watch_deployment.ts';
import {withdraw} from './withdraw.ts';

/** The command line, with help and examples. `finish` takes the exit code of the command that ran. */
export function makeProgram(terminal: Terminal, stop: AbortSignal, finish: (code: ExitCode) => void): Command {
    const program = new Command('fips-agent')
        .description(
            'Tells whether a Mattermost deployment can move to the FIPS image, and looks after it for the page.',
        )
        .version(VERSION)
        .exitOverride()
        .configureOutput({
            writeOut: (text) => terminal.out.write(text),
            writeErr: (text) => terminal.err.write(text),
        });
    const command = (name: string, summary: string, examples: readonly string[]): Command =>
        withGlobalOptions(program.command(name).summary(summary).description(summary))
            .exitOverride()
            .addHelpText('after', `\nExamples:\n${examples.map((example) => `  ${example}`).join('\n')}`);

    command('check', 'Judge the deployment and print the report; changes nothing.', [
        'fips-agent check',
        'fips-agent check --format json > report.json',
        'fips-agent check --project-dir /opt/mattermost-docker',
        'fips-agent check --after',
    ])
        .addOption(new Option('--format <format>', 'how to print the report').choices(FORMATS).default('table'))
        .option('--all', 'also say why each check matters', false)
        .option('--strict', 'exit with 12 when a warning is open', false)
        .option('--back', 'judge the way back to the standard image', false)
        .option('--after', 'look at a deployment that has moved, however long ago and by whomever', false)
        .addOption(
            new Option('--expect <variant>', 'with --after: the build it shall run').choices(VARIANTS).default('fips'),
        )
        .action(
            async (
                {after: isAfter, ...options}: CheckOptions & AfterOptions & {readonly after: boolean},
                self: Command,
            ) => {
                if (!isAfter) {
                    return finish(await check(terminal, options));
                }
                if (options.format !== 'table' && options.format !== 'json') {
                    return self.error('error: --after is printed as table or json');
                }
                return finish(await after(terminal, options, stop));
            },
        );
    command('plan', 'Name the exact change and every step of the move; changes nothing.', [
        'fips-agent plan',
        'fips-agent plan --out /root/move.plan',
        'fips-agent plan --back',
    ])
        .addOption(new Option('--format <format>', 'how to print the plan').choices(PLAN_FORMATS).default('table'))
        .option('--back', 'plan the way back to the standard image', false)
        .option('--rotate', 'plan a new database password alone', false)
        .option('--handover', 'you carry it out by hand', false)
        .option('--out <file>', 'keep the plan, for fips-agent apply')
        .action(async (options: PlanOptions) => finish(await plan(terminal, options)));
    command(
        'rehearse',
        'Start the FIPS image beside the live site, which stays up; changes nothing but adds the image.',
        ['fips-agent rehearse', 'fips-agent rehearse --pull --format json'],
    )
        .addOption(
            new Option('--format <format>', 'how to print the result').choices(REHEARSE_FORMATS).default('table'),
        )
        .option('--pull', 'ask the registry even where the image is in the engine already', false)
        .action(async (options: RehearseOptions) => finish(await rehearse(terminal, options, stop)));
    command('apply', 'Carry a plan out: the site is down between recreate and ready; rolls back by itself.', [
        'fips-agent apply /root/move.plan',
        'fips-agent apply /root/move.plan --yes --change CHG-1042',
        'fips-agent apply --resume',
    ])
        .argument('[plan]', 'a file that fips-agent plan --out has written')
        .option('--yes', 'do not ask', false)
        .option('--resume', 'go on with a run that was interrupted', false)
        .option('--change <reference>', 'your change ticket, for the report', '')
        .action(async (file: string | undefined, options: ApplyOptions) =>
            finish(await apply(terminal, file, options, stop)),
        );
    command('rollback', 'Take a run back: files, password, container and image, as they were.', [
        'fips-agent rollback',
        'fips-agent rollback 1f4a09c2 --yes',
    ])
        .argument('[run]', 'the beginning of a run’s id; without it the newest that changed something')
        .option('--yes', 'do not ask', false)
        .action(async (name: string | undefined, options: RollbackOptions) =>
            finish(await rollback(terminal, name, options, stop)),
        );
    command('discard', 'Give up the way back of a run: its kept container, the old image and the saved copy.', [
        'fips-agent discard',
    ])
        .argument('[run]', 'the beginning of a run’s id; without it the newest that can be taken back')
        .option('--yes', 'answer the question with yes', false)
        .action(async (name: string | undefined, options: DiscardOptions) =>
            finish(await discard(terminal, name, options)),
        );
    command('status', 'Say what a run has done, how it ended and how to take it back.', [
        'fips-agent status',
        'fips-agent status --all',
    ])
        .argument('[run]', 'the beginning of a run’s id; without it the newest')
        .addOption(new Option('--format <format>', 'how to print it').choices(STATUS_FORMATS).default('table'))
        .option('--all', 'list every run', false)
        .action(async (name: string | undefined, options: StatusOptions) =>
            finish(await status(terminal, name, options)),
        );
    command('report', 'Write the evidence report: the state now and a run, for whoever has to believe it later.', [
        'fips-agent report > evidence.json',
        'fips-agent report 1f4a09c2 --format html --out evidence.html',
    ])
        .argument('[run]', 'the beginning of a run’s id; without it the newest, or none')
        .addOption(
            new Option('--format <format>', 'json is signed; the others are for reading')
                .choices(REPORT_FORMATS)
                .default('json'),
        )
        .option('--out <file>', 'a new file, readable by its owner only')
        .action(async (name: string | undefined, options: ReportOptions) =>
            finish(await report(terminal, name, options, stop)),
        );
    program
        .command('verify-report')
        .summary('Say whether a JSON report fits together and which key signed it.')
        .description('Needs neither an engine nor this agent’s state: any machine will do.')
        .exitOverride()
        .argument('<file>', 'a report that fips-agent report has written')
        .option(
            '--key <fingerprint>',
            'the fingerprint of the key you expect, as Connect or fips-agent doctor shows it',
        )
        .action(async (file: string, {key}: {key?: string}) => finish(await verifyReport(terminal, file, key)));
    command(
        'watch',
        'Follow a run until it ends, while Mattermost is down too; with none, say what has slipped since.',
        ['fips-agent watch', 'fips-agent watch --once --format json'],
    )
        .argument('[run]', 'the beginning of a run’s id; without it the one that goes on')
        .option('--once', 'look at the deployment a single time', false)
        .addOption(
            new Option('--every <minutes>', 'how often the deployment is looked at').default(15).argParser(readMinutes),
        )
        .addOption(
            new Option('--format <format>', 'how to print what has slipped').choices(WATCH_FORMATS).default('table'),
        )
        .action(async (name: string | undefined, options: WatchOptions) =>
            finish(await watch(terminal, name, options, stop)),
        );
    command('inspect', 'Print the facts the agent sees, unjudged, as JSON.', ['fips-agent inspect']).action(
        async (options: GlobalOptions) => finish(await inspect(terminal, options)),
    );
    command('doctor', 'Try each thing the agent needs and say what is missing.', ['fips-agent doctor']).action(
        async (options: GlobalOptions) => finish(await doctor(terminal, options)),
    );
    command('init', 'Connect the page: install it, make bot, team, channel and token, write the agent’s own project.', [
        'fips-agent init',
        'fips-agent init --yes --admin maria',
    ])
        .option('--yes', 'answer every question with yes', false)
        .option('--admin <name>', 'the system admin who will use the page (default: every system admin)')
        .option('--agent-dir <folder>', 'where the agent’s own Compose project is written', '/opt/fips-agent')
        .option('--bundle <file>', 'the page’s bundle (default: the one shipped with this agent)')
        .option('--image <reference>', 'the agent’s image')
        .action(async (options: InitOptions) => finish(await init(terminal, options)));
    command('uninstall', 'Take out everything init has put in; reports are kept.', ['fips-agent uninstall'])
        .option('--yes', 'answer every question with yes', false)
        .option('--agent-dir <folder>', 'where the agent’s own Compose project was written', '/opt/fips-agent')
        .action(async (options: InitOptions) => finish(await uninstall(terminal, options)));
    command('scan', 'Say which executables of a path, container or image are FIPS builds; changes nothing.', [
        'fips-agent scan mattermost-mattermost-1',
        'fips-agent scan mattermost/mattermost-enterprise-fips-edition:11.7.0',
        'fips-agent scan ./com.mattermost.calls.tar.gz --format json',
        'fips-agent scan mattermost-mattermost-1 --against mattermost/mattermost-enterprise-fips-edition:11.7.0',
        'fips-agent scan /opt/mattermost-docker/volumes/app/mattermost/plugins',
    ])
        .argument('<path|container|image>', 'an executable, bundle, saved image or folder; a container; an image')
        .addOption(new Option('--format <format>', 'how to print the scan').choices(SCAN_FORMATS).default('table'))
        .option('--against <image>', 'say what is, byte by byte, the same as in this image')
        .action(async (target: string, options: ScanOptions) => finish(await scan(terminal, target, options)));
    command('code', 'Print the code that approves the plan the page shows (APPROVAL: host).', [
        'fips-agent code',
    ]).action(async (options: GlobalOptions) => finish(await code(terminal, options)));
    command('withdraw', 'Take back an approval that waits for its window; nothing was begun.', [
        'fips-agent withdraw',
    ]).action(async (options: GlobalOptions) => finish(await withdraw(terminal, options)));
    command('serve', 'Answer the page until told to stop.', [
        'fips-agent serve --settings /etc/fips-agent/fips-agent.yaml',
    ]).action(async (options: GlobalOptions) => finish(await serve(terminal, options, stop)));
    command('bring-list', 'List the images to carry to a site without a network.', ['fips-agent bring-list']).action(
        async (options: GlobalOptions) => finish(await bringList(terminal, options)),
    );
    program
        .command('completion')
        .summary('Print a completion script for your shell.')
        .exitOverride()
        .addArgument(program.createArgument('<shell>', 'bash, zsh or fish').choices(SHELLS))
        .action((shell: (typeof SHELLS)[number]) => {
            terminal.out.write(printCompletion(shell, program));
            finish(EXIT_CODES.ready);
        });
    return program;
}

/** A whole number of minutes, at most a day. */
function readMinutes(text: string): number {
    const minutes = Number(text);
    if (!Number.isInteger(minutes) || minutes < 1 || minutes > 1440) {
        throw new InvalidArgumentError('It must be a whole number of minutes, 1 to 1440.');
    }
    return minutes;
}

function withGlobalOptions(command: Command): Command {
    return command
        .option('--settings <file>', 'settings file (YAML)')
        .option('--docker-host <address>', 'the engine, for example unix:///var/run/docker.sock')
        .option('--project-dir <folder>', 'the Compose project’s folder')
        .option('--project-name <name>', 'the Compose project’s name')
        .option('--file <files...>', 'the Compose files, in order')
        .option('--service <name>', 'Mattermost’s service in the project')
        .option('--container <name>', 'the container, where there is no Compose project or more than one candidate')
        .option('--compose-binary <file>', 'the Docker Compose program')
        .option('--kubeconfig <file>', 'the kubeconfig, where it is not KUBECONFIG or ~/.kube/config')
        .option('--context <name>', 'the context of the kubeconfig: the deployment runs on Kubernetes')
        .option('--namespace <name>', 'the namespace of the Mattermost resource')
        .option('--name <name>', 'the Mattermost resource, where there is more than one');
}

/**
 * Says what stopped the command and gives its exit code. Foreign error text never leaves the process. Where a run was left open,
 * that is said, and not what the error claims of the deployment.
 */
export function reportFailure(terminal: Terminal, thrown: unknown): ExitCode {
    if (thrown instanceof CommanderError) {
        return thrown.exitCode === 0 ? EXIT_CODES.ready : EXIT_CODES.usage;
    }
    const broken = thrown instanceof BrokenRun ? thrown.runId.slice(0, 8) : undefined;
    const error = thrown instanceof BrokenRun ? thrown.cause : thrown;
    if (!isFipsError(error)) {
        const name = error instanceof Error ? error.name : typeof error;
        const place =
            error instanceof Error
                ? /\(?(?:file:\/\/)?[^\s()]*\/([^/\s()]+:\d+):\d+\)?/.exec(error.stack ?? '')?.[1]
                : '';
        const bug = speakEnglish('bug.title', {name, place: place ?? '?'});
        const state =
            broken === undefined ? speakEnglish('bug.no_run') : speakEnglish('leaves.run_open', {run: broken});
        terminal.err.write(`${bug}\n${wrap(state, terminal.columns, '  ')}\n`);
        return EXIT_CODES.bug;
    }
    const data = Object.fromEntries(
        Object.entries(error.data).map(([key, value]) => [key, typeof value === 'string' ? makeVisible(value) : value]),
    );
    const speak = (part: string) => speakEnglish(`error.${error.code}.${part}`, data);
    const {leaves} = ERRORS[error.code];
    const state =
        broken === undefined ? speakEnglish(`leaves.${leaves}`) : speakEnglish('leaves.run_open', {run: broken});
    terminal.err.write(
        [
            paint(terminal, 'red', `${speak('title')}`),
            wrap(speak('explanation'), terminal.columns, '  '),
            wrap(state, terminal.columns, '  '),
            wrap(`→ ${speak('help')}`, terminal.columns, '  '),
            `  [${error.code}]`,
            '',
        ].join('\n'),
    );
    return ERRORS[error.code].exit;
}
