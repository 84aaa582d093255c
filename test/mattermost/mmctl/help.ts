import type {Command} from './command.ts';

const GROUPS: Readonly<Record<string, string>> = {
    bot: 'Management of bots',
    channel: 'Management of channels',
    'channel users': 'Management of channel users',
    config: 'Configuration',
    job: 'Management of jobs',
    license: 'Licensing commands',
    plugin: 'Management of plugins',
    'plugin marketplace': 'Management of marketplace plugins',
    system: 'System management commands for interacting with the server state and configuration.',
    team: 'Management of teams',
    'team users': 'Management of team users',
    token: "manage users' access tokens",
    user: 'Management of users',
};

/** True for a word (or two) that only groups commands. */
export function isGroup(path: string): boolean {
    return GROUPS[path] !== undefined;
}

/** What a group prints when it is named without one of its commands; the product exits 0 then. */
export function printHelp(path: string, commands: readonly Command[]): string {
    const inside = commands.filter((command) => command.path.startsWith(`${path} `));
    const names = new Map(inside.map((command) => [command.path.slice(path.length + 1).split(' ')[0], command.about]));
    return [
        GROUPS[path] ?? '',
        '',
        'Usage:',
        `  mmctl ${path} [command]`,
        '',
        'Available Commands:',
        ...[...names].map(([name = '', about]) => `  ${name.padEnd(13)} ${about}`),
        '',
        'Flags:',
        `  -h, --help   help for ${path.split(' ').at(-1) ?? ''}`,
        '',
        `Use "mmctl ${path} [command] --help" for more information about a command.`,
        '',
    ].join('\n');
}
