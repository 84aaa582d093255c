import type {Command} from 'commander';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** A completion script made from the program's own commands and options, so that it is never behind them. */
export function printCompletion(shell: Shell, program: Command): string {
    const commands = program.commands.map((command) => command.name());
    const options = (command: Command) => command.options.map((option) => option.long ?? option.short ?? '');
    switch (shell) {
        case 'bash':
            return [
                '_fips_agent() {',
                '    local word="${COMP_WORDS[COMP_CWORD]}"',
                '    case "${COMP_WORDS[1]}" in',
                ...program.commands.map(
                    (command) =>
                        `        ${command.name()}) COMPREPLY=($(compgen -W "${options(command).join(' ')}" -- "$word")); [ "$COMP_CWORD" -gt 1 ] && return ;;`,
                ),
                '    esac',
                `    COMPREPLY=($(compgen -W "${commands.join(' ')}" -- "$word"))`,
                '}',
                'complete -o default -F _fips_agent fips-agent',
                '',
            ].join('\n');
        case 'zsh':
            return [
                '#compdef fips-agent',
                'if (( CURRENT == 2 )); then',
                `    _values command ${program.commands.map((one) => `'${one.name()}[${one.summary().replaceAll(/[[\]']/g, '')}]'`).join(' ')}`,
                'else',
                '    case "${words[2]}" in',
                ...program.commands.map(
                    (command) => `        ${command.name()}) compadd -- ${options(command).join(' ')}; _files ;;`,
                ),
                '    esac',
                'fi',
                '',
            ].join('\n');
        case 'fish':
            return `${[
                'complete -c fips-agent -f -n __fish_use_subcommand -a "' + commands.join(' ') + '"',
                ...program.commands.flatMap((command) =>
                    options(command).map(
                        (option) =>
                            `complete -c fips-agent -n "__fish_seen_subcommand_from ${command.name()}" -l ${option.replace(/^--/, '')}`,
                    ),
                ),
            ].join('\n')}\n`;
    }
}
