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
import {checkAll} from './check_all.ts';
import {printCompletion, SHELLS} from './completion.ts';
import type {GlobalOptions} from '../agent/open_agent.ts';
import {describeBug} from './describe_bug.ts';
import {discard} from './discard.ts';
import type {DiscardOptions} from './discard.ts';
import {doctor} from './doctor.ts';
import {init} from './init.ts';
import type {InitOptions} from './init.ts';
import {inspect} from './inspect.ts';
import {LIST_FORMATS} from './list_printer.ts';
import type {ListFormat} from './list_printer.ts';
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
            'Checks whether a Mattermost deployment can move to the FIPS image, and manages the move for the page.',
        )
        .version(VERSION)
        .configureHelp({helpWidth: Math.min(80, terminal.columns), subcommandTerm: (command) => command.name()})
        .exitOverride()
        .configureOutput({
            writeOut: (text) => terminal.out.write(text),
            writeErr: (text) => terminal.err.write(text),
        });
    const command = (name: string, summary: string, examples: readonly string[]): Command =>
        withGlobalOptions(program.command(name).summary(summary).description(summary))
            .exitOverride()
            .addHelpText('after', `\nExamples:\n${examples.map((example) => `  ${example}`).join('\n')}`);

    command('check', 'Check the deployment and print the report; changes nothing.', [
        'fips-agent check',
        'fips-agent check --format json > report.json',
        'fips-agent check --project-dir /opt/mattermost-docker',
        'fips-agent check --after',
        'fips-agent check --after --wait',
        'fips-agent check --context production --all-namespaces --format csv > deployments.csv',
    ])
        .addOption(new Option('--format <format>', 'how to print the report').choices(FORMATS).default('table'))
        .option('--all', 'also list what has passed, and show why each check matters', false)
        .option('--strict', 'exit with 12 if a warning is not accepted', false)
        .option('--back', 'check the move back to the standard image', false)
        .option('--after', 'check a deployment that has already moved, whenever and however that was done', false)
        .addOption(
            new Option('--expect <variant>', 'with --after: the build it should run').choices(VARIANTS).default('fips'),
        )
        .addOption(
            new Option(
                '--wait [minutes]',
                'with --after: first wait until a change by others is through, and measure how long it takes',
            )
                .preset('60')
                .argParser(readMinutes),
        )
        .addOption(
            new Option(
                '-A, --all-namespaces',
                'check every Mattermost resource of the cluster, whatever the settings name: a line for each; ends with the worst exit code',
            )
                .default(false)
                .conflicts(['namespace', 'name', 'after', 'all', 'wait']),
        )
        .action(
            async (
                {
                    after: isAfter,
                    allNamespaces,
                    ...options
                }: CheckOptions & AfterOptions & {readonly after: boolean; readonly allNamespaces: boolean},
                self: Command,
            ) => {
                if (allNamespaces) {
                    const {format} = options;
                    return isListFormat(format)
                        ? finish(await checkAll(terminal, {...options, format}))
                        : self.error('error: --all-namespaces is printed as table, json or csv');
                }
                if (!isAfter && options.wait !== undefined) {
                    return self.error('error: --wait goes with --after');
                }
                if (!isAfter) {
                    return finish(await check(terminal, options));
                }
                if (options.format !== 'table' && options.format !== 'json') {
                    return self.error('error: --after is printed as table or json');
                }
                return finish(await after(terminal, options, stop));
            },
        );
    command('plan', 'Show the exact change and every step of the move; changes nothing.', [
        'fips-agent plan',
        'fips-agent plan --out /root/move.plan',
        'fips-agent plan --back',
    ])
        .addOption(new Option('--format <format>', 'how to print the plan').choices(PLAN_FORMATS).default('table'))
        .option('--back', 'plan the move back to the standard image', false)
        .option('--rotate', 'plan only a new database password', false)
        .option('--handover', 'you follow the steps by hand', false)
        .option('--out <file>', 'write the plan to a file, for fips-agent apply')
        .action(async (options: PlanOptions) => finish(await plan(terminal, options)));
    command(
        'rehearse',
        'Test the FIPS image alongside the live site, which stays up; adds the image and changes nothing else.',
        ['fips-agent rehearse', 'fips-agent rehearse --pull --format json'],
    )
        .addOption(
            new Option('--format <format>', 'how to print the result').choices(REHEARSE_FORMATS).default('table'),
        )
        .option('--pull', 'ask the registry even if the image is already in the Docker engine', false)
        .action(async (options: RehearseOptions) => finish(await rehearse(terminal, options, stop)));
    command('apply', 'Apply a plan: the site is down from recreate to ready; rolls back automatically if it fails.', [
        'fips-agent apply /root/move.plan',
        'fips-agent apply /root/move.plan --yes --change CHG-1042',
        'fips-agent apply --resume',
    ])
        .argument('[plan]', 'a file written by fips-agent plan --out')
        .option('--yes', 'do not ask', false)
        .option('--resume', 'resume a run that was interrupted', false)
        .option('--change <reference>', 'your change ticket, for the report', '')
        .action(async (file: string | undefined, options: ApplyOptions) =>
            finish(await apply(terminal, file, options, stop)),
        );
    command('rollback', 'Roll back a run: restore files, password, container and image.', [
        'fips-agent rollback',
        'fips-agent rollback 1f4a09c2 --yes',
    ])
        .argument('[run]', 'the first characters of a run’s id; by default the newest that changed something')
        .option('--yes', 'do not ask', false)
        .action(async (name: string | undefined, options: RollbackOptions) =>
            finish(await rollback(terminal, name, options, stop)),
        );
    command(
        'discard',
        'Discard what a run keeps for a rollback: the old container, the old image and its saved copy.',
        ['fips-agent discard'],
    )
        .argument('[run]', 'the first characters of a run’s id; by default the newest that can be rolled back')
        .option('--yes', 'answer the question with yes', false)
        .action(async (name: string | undefined, options: DiscardOptions) =>
            finish(await discard(terminal, name, options)),
        );
    command('status', 'Show what a run did, how it ended and how to roll it back.', [
        'fips-agent status',
        'fips-agent status --all',
    ])
        .argument('[run]', 'the first characters of a run’s id; by default the newest')
        .addOption(new Option('--format <format>', 'how to print it').choices(STATUS_FORMATS).default('table'))
        .option('--all', 'list every run', false)
        .action(async (name: string | undefined, options: StatusOptions) =>
            finish(await status(terminal, name, options)),
        );
    command('report', 'Write the evidence report: the state now and the record of a run, to show to an auditor.', [
        'fips-agent report > evidence.json',
        'fips-agent report 1f4a09c2 --format html --out evidence.html',
    ])
        .argument('[run]', 'the first characters of a run’s id; by default the newest, if there is one')
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
        .summary('Check that a JSON report is consistent, and show which key signed it.')
        .description('Needs neither Docker nor this agent’s state: it runs on any machine.')
        .exitOverride()
        .argument('<file>', 'a report written by fips-agent report')
        .option(
            '--key <fingerprint>',
            'the fingerprint of the key you expect, as Connect or fips-agent doctor shows it',
        )
        .action(async (file: string, {key}: {key?: string}) => finish(await verifyReport(terminal, file, key)));
    command(
        'watch',
        'Follow a run until it ends, even while Mattermost is down; without a run, show what has drifted since the move.',
        ['fips-agent watch', 'fips-agent watch --once --format json'],
    )
        .argument('[run]', 'the first characters of a run’s id; by default the one in progress')
        .option('--once', 'check the deployment only once', false)
        .addOption(
            new Option('--every <minutes>', 'how often to check the deployment').default(15).argParser(readMinutes),
        )
        .addOption(
            new Option('--format <format>', 'how to print what has drifted').choices(WATCH_FORMATS).default('table'),
        )
        .action(async (name: string | undefined, options: WatchOptions) =>
            finish(await watch(terminal, name, options, stop)),
        );
    command('inspect', 'Print the facts the agent sees as JSON, without any checks.', ['fips-agent inspect']).action(
        async (options: GlobalOptions) => finish(await inspect(terminal, options)),
    );
    command('doctor', 'Try everything the agent needs and say what is missing.', ['fips-agent doctor']).action(
        async (options: GlobalOptions) => finish(await doctor(terminal, options)),
    );
    command(
        'init',
        'Connect the page: install it, create bot, team, channel and token, write the agent’s own project or manifests.',
        ['fips-agent init', 'fips-agent init --yes --admin maria'],
    )
        .option('--yes', 'answer every question with yes', false)
        .option('--admin <name>', 'the system admin who will use the page (default: every system admin)')
        .option(
            '--agent-dir <folder>',
            'where the agent’s own Compose project or manifests are written (default: /opt/fips-agent; on Kubernetes a folder of the state)',
        )
        .option('--bundle <file>', 'the page’s bundle (default: the one shipped with this agent)')
        .option('--image <reference>', 'the agent’s image')
        .action(async (options: InitOptions) => finish(await init(terminal, options)));
    command('uninstall', 'Remove everything that init installed; reports are kept.', ['fips-agent uninstall'])
        .option('--yes', 'answer every question with yes', false)
        .option('--agent-dir <folder>', 'where the agent’s own Compose project or manifests were written')
        .action(async (options: InitOptions) => finish(await uninstall(terminal, options)));
    command('scan', 'Show which executables in a path, container or image are FIPS builds; changes nothing.', [
        'fips-agent scan mattermost-mattermost-1',
        'fips-agent scan mattermost/mattermost-enterprise-fips-edition:11.7.0',
        'fips-agent scan ./com.mattermost.calls.tar.gz --format json',
        'fips-agent scan mattermost-mattermost-1 --against mattermost/mattermost-enterprise-fips-edition:11.7.0',
        'fips-agent scan /opt/mattermost-docker/volumes/app/mattermost/plugins',
    ])
        .argument('<path|container|image>', 'an executable, bundle, saved image or folder; a container; an image')
        .addOption(new Option('--format <format>', 'how to print the scan').choices(SCAN_FORMATS).default('table'))
        .option('--against <image>', 'show which files are byte for byte the same as in this image')
        .action(async (target: string, options: ScanOptions) => finish(await scan(terminal, target, options)));
    command('code', 'Print the code that approves the plan the page shows (APPROVAL: host).', [
        'fips-agent code',
    ]).action(async (options: GlobalOptions) => finish(await code(terminal, options)));
    command('withdraw', 'Withdraw an approval that is waiting for its window; nothing has started yet.', [
        'fips-agent withdraw',
    ]).action(async (options: GlobalOptions) => finish(await withdraw(terminal, options)));
    command('serve', 'Answer requests from the page until stopped.', [
        'fips-agent serve --settings /etc/fips-agent/fips-agent.yaml',
    ]).action(async (options: GlobalOptions) => finish(await serve(terminal, options, stop)));
    command('bring-list', 'List the images to carry in to a site without a network.', ['fips-agent bring-list']).action(
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
    for (const one of program.commands) {
        const [group] = Object.entries(GROUPS).find(([, names]) => names.includes(one.name())) ?? [];
        one.helpGroup(group ?? 'Commands:');
    }
    return program.addHelpText('after', printHelpEnd(Math.min(80, terminal.columns)));
}

/** By what somebody wants to do, in the order of a move. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
    'Look:': ['check', 'plan', 'rehearse', 'inspect', 'doctor', 'scan'],
    'Move:': ['apply', 'rollback', 'discard', 'code', 'withdraw'],
    'After:': ['status', 'watch', 'report', 'verify-report'],
    'Page:': ['init', 'uninstall', 'serve'],
    'Host:': ['bring-list', 'completion'],
};

const MOVE = [
    'fips-agent check',
    'fips-agent plan --out move.plan',
    'MODE=swap fips-agent apply move.plan',
    'fips-agent report --format html --out evidence.html',
];

function printHelpEnd(columns: number): string {
    const codes = Object.entries(EXIT_CODES).map(([name, exit]) => `${exit} ${name.replaceAll('_', ' ')}`);
    return [
        '\nA move, from the first look to the report:',
        ...MOVE.map((line) => `  ${line}`),
        '\nExit codes:',
        wrap(codes.join(', '), columns, '  '),
        wrap('docs/reference has every command, setting, error and exit code.', columns, ''),
    ].join('\n');
}

function isListFormat(format: string): format is ListFormat {
    return LIST_FORMATS.some((one) => one === format);
}

/** A whole number of minutes, at most a day. */
function readMinutes(text: string): number {
    const minutes = Number(text);
    if (!Number.isInteger(minutes) || minutes < 1 || minutes > 1440) {
        throw new InvalidArgumentError('It must be a whole number of minutes from 1 to 1440.');
    }
    return minutes;
}

function withGlobalOptions(command: Command): Command {
    return command
        .option('--settings <file>', 'settings file (YAML)')
        .option('--docker-host <address>', 'the Docker engine, for example unix:///var/run/docker.sock')
        .option('--project-dir <folder>', 'the Compose project’s folder')
        .option('--project-name <name>', 'the Compose project’s name')
        .option('--file <files...>', 'the Compose files, in order')
        .option('--service <name>', 'the Mattermost service in the project')
        .option('--container <name>', 'the container, if there is no Compose project or more than one candidate')
        .option('--compose-binary <file>', 'the Docker Compose program')
        .option('--kubeconfig <file>', 'the kubeconfig, if it is not KUBECONFIG or ~/.kube/config')
        .option('--context <name>', 'the context of the kubeconfig: the deployment runs on Kubernetes')
        .option('--namespace <name>', 'the namespace of the Mattermost resource')
        .option('--name <name>', 'the Mattermost resource, if there is more than one');
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
        const state =
            broken === undefined ? speakEnglish('bug.no_run') : speakEnglish('leaves.run_open', {run: broken});
        terminal.err.write(`${describeBug(error)}\n${wrap(state, terminal.columns, '  ')}\n`);
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
