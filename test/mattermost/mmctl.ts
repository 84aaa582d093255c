import type {AppError} from './app_error.ts';
import {effectiveConfig} from './config/effective.ts';
import {isOn, textSetting} from './config/setting.ts';
import {findConfigError} from './config/validate.ts';
import {parseArguments} from './mmctl/arguments.ts';
import {BOT_COMMANDS} from './mmctl/bot_commands.ts';
import type {Command} from './mmctl/command.ts';
import {CommandError} from './mmctl/command.ts';
import {CONFIG_COMMANDS} from './mmctl/config_commands.ts';
import {isGroup, printHelp} from './mmctl/help.ts';
import {PLUGIN_COMMANDS} from './mmctl/plugin_commands.ts';
import type {CommandResult} from './mmctl/printer.ts';
import {makePrinter} from './mmctl/printer.ts';
import {refuseSocket} from './mmctl/refuse_socket.ts';
import {SYSTEM_COMMANDS} from './mmctl/system_commands.ts';
import {TEAM_COMMANDS} from './mmctl/team_commands.ts';
import {USER_COMMANDS} from './mmctl/user_commands.ts';
import type {World} from './world_shape.ts';

export type {CommandResult} from './mmctl/printer.ts';

/** A file named on a command line; undefined when there is none. */
export type ReadFile = (path: string) => Uint8Array | undefined;

const COMMANDS: readonly Command[] = [
    ...CONFIG_COMMANDS,
    ...PLUGIN_COMMANDS,
    ...USER_COMMANDS,
    ...BOT_COMMANDS,
    ...TEAM_COMMANDS,
    ...SYSTEM_COMMANDS,
];

function fail(message: string): CommandResult {
    return {stdout: '', stderr: `${message}\n`, exitCode: 1};
}

/** The command with the longest name the words begin with. */
function findCommand(words: readonly string[]): {command: Command; rest: readonly string[]} | undefined {
    for (const length of [3, 2]) {
        const command = COMMANDS.find(({path}) => path === words.slice(0, length).join(' '));
        if (command !== undefined) {
            return {command, rest: words.slice(length)};
        }
    }
    return undefined;
}

/**
 * `mmctl --local [--json] …` as it answers inside the product's container. Count lines ("There are 1 plugins on local
 * instance") and errors go to standard error; an engine's exec mixes both streams.
 */
export function runMmctl(world: World, argv: readonly string[], readFile: ReadFile = () => undefined): CommandResult {
    const {words, flags} = parseArguments(argv);
    const found = findCommand(words);
    if (found === undefined) {
        const group = [words.slice(0, 2).join(' '), words[0] ?? ''].find(isGroup);
        return group === undefined
            ? fail(`Error: unknown command "${words[0] ?? ''}" for "mmctl"`)
            : {stdout: printHelp(group, COMMANDS), stderr: '', exitCode: 0};
    }
    const {command, rest} = found;
    if (command.isRemoteOnly === true) {
        return fail('This command cannot be run in local mode');
    }
    const {leastWords: least = 0, mostWords: most} = command;
    if (most !== undefined && (rest.length < least || rest.length > most)) {
        return fail(`Error: accepts ${most} arg(s), received ${rest.length}`);
    }
    if (rest.length < least) {
        return fail(`Error: requires at least ${least} arg(s), only received ${rest.length}`);
    }
    const config = effectiveConfig(world);
    if (!isOn(config, 'ServiceSettings.EnableLocalMode')) {
        return refuseSocket(textSetting(config, 'ServiceSettings.LocalModeSocketLocation'));
    }
    const printer = makePrinter();
    let failure = '';
    try {
        command.run({world, printer, words: rest, flags, readFile});
    } catch (error) {
        if (!(error instanceof CommandError)) {
            throw error;
        }
        failure = error.message;
    }
    const names = command.path.split(' ');
    return printer.finish({
        isJson: flags.get('json') === 'true' || flags.get('format') === 'json',
        isQuiet: flags.get('quiet') === 'true',
        footer: names.at(-1) === 'list' && flags.get('no-stat') !== 'true' ? (names.at(-2) ?? '') : '',
        failure,
    });
}

/** How every `mattermost` command ends when the configuration is not valid for this image. */
export function refuseConfig(error: AppError): CommandResult {
    return fail(
        `Error: could not initialize store: failed to load configuration: failed to create store: unable to load on store creation: invalid config: Config.IsValid: ${error.id}`,
    );
}

function printVersion(world: World): string {
    return [
        `Version: ${world.version}`,
        `Build Number: ${world.buildNumber}`,
        `Build Date: ${world.buildDate}`,
        `Build Hash: ${world.buildHash}`,
        `Build Enterprise Ready: ${String(world.isEnterpriseReady)}`,
        '',
    ].join('\n');
}

/** `mattermost version`, and `mattermost db version` and `db migrate`, which validate the configuration and ask the database. */
export function runMattermost(world: World, argv: readonly string[]): CommandResult {
    const {words} = parseArguments(argv);
    switch (words.join(' ')) {
        case 'version':
            return {stdout: printVersion(world), stderr: '', exitCode: 0};
        case 'db version':
            return openDatabase(world, `Current database schema version is: ${world.schemaVersion}\n`);
        case 'db migrate':
            return openDatabase(world, '');
        default:
            return fail(`Error: unknown command "${words.join(' ')}" for "mattermost"`);
    }
}

/** What a command prints that works with the database, where settings and database let it. */
function openDatabase(world: World, printed: string): CommandResult {
    const invalid = findConfigError(effectiveConfig(world), world);
    if (invalid !== undefined) {
        return refuseConfig(invalid);
    }
    if (world.health.database !== 'OK') {
        return fail(
            'Error: could not initialize store: error setting up connections: pq: password authentication failed for user "mmuser"',
        );
    }
    return {stdout: printed, stderr: '', exitCode: 0};
}
