import type {EventEmitter} from 'node:events';
import {PassThrough} from 'node:stream';
import {makeProgram} from '@fips-readiness/server-bridge';
import {page, table} from './markdown.ts';

type Command = ReturnType<typeof makeProgram>;
type Option = Command['options'][number];
type Argument = Command['registeredArguments'][number];

/** docs/reference/cli.md: every command with its options and examples, from the program that --help prints. */
export function printCliPage(): string {
    const nowhere = new PassThrough();
    const terminal = {
        out: nowhere,
        err: nowhere,
        env: {},
        now: () => new Date(0),
        ask: undefined,
        colours: false,
        columns: 100,
    };
    const program = makeProgram(terminal, new AbortController().signal, () => undefined);
    const shared = findShared(program.commands);
    return page([
        '# Command line',
        program.description(),
        `\`fips-agent --help\` lists the commands, \`fips-agent COMMAND --help\` prints what this page says of one. What a command ends with: [exit codes](exit_codes.md). Every setting also works as an environment variable: [settings](settings.md).`,
        table(
            ['Command', ''],
            program.commands.map((command) => [
                `[${command.name()}](#fips-agent-${command.name()})`,
                command.summary(),
            ]),
        ),
        ...program.commands.map((command) => printCommand(command, shared)),
        '## Options of every command that looks at a deployment',
        printOptions(shared),
    ]);
}

/** The options that most commands have, as the first of them has them. */
function findShared(commands: readonly Command[]): readonly Option[] {
    const holders = commands.filter(({options}) => options.some(({long}) => long === '--settings'));
    const [first] = holders;
    return (first?.options ?? []).filter(({flags}) =>
        holders.every(({options}) => options.some((option) => option.flags === flags)),
    );
}

function printCommand(command: Command, shared: readonly Option[]): string {
    const own = command.options.filter(({flags}) => !shared.some((option) => option.flags === flags));
    const words = command.registeredArguments.map(printArgument).join(' ');
    const description = command.description();
    return [
        `## fips-agent ${command.name()}`,
        ...new Set([command.summary(), description]),
        `    fips-agent ${command.name()}${own.length > 0 ? ' [options]' : ''}${words === '' ? '' : ` ${words}`}`,
        ...(command.registeredArguments.length === 0
            ? []
            : [
                  table(
                      ['Argument', ''],
                      command.registeredArguments.map((one) => [`\`${one.name()}\``, one.description]),
                  ),
              ]),
        ...(own.length === 0 ? [] : [printOptions(own)]),
        ...printExamples(command),
    ]
        .filter((block) => block !== '')
        .join('\n\n');
}

function printArgument(argument: Argument): string {
    return argument.required ? `<${argument.name()}>` : `[${argument.name()}]`;
}

function printOptions(options: readonly Option[]): string {
    return table(
        ['Option', ''],
        options.map(({flags, description, argChoices, defaultValue}) => [
            `\`${flags}\``,
            [
                description,
                ...(argChoices ? [`one of ${argChoices.map((choice) => `\`${choice}\``).join(', ')}`] : []),
                ...(defaultValue === undefined || defaultValue === false || defaultValue === ''
                    ? []
                    : [`default \`${String(defaultValue)}\``]),
            ].join('; '),
        ]),
    );
}

/** The examples that follow a command's help, as commander writes them. */
function printExamples(command: Command): readonly string[] {
    let text = '';
    // An emitter, which its types do not say.
    const emitter = command as unknown as EventEmitter;
    emitter.emit('afterHelp', {error: false, command, write: (part: string) => (text += part)});
    const lines = text.split('\n').filter((line) => line.startsWith('  '));
    return lines.length === 0 ? [] : [lines.map((line) => `    ${line.trim()}`).join('\n')];
}
