import {
    addChannelMember,
    createChannel,
    findChannel,
    findChannelByName,
    removeChannelMember,
    setChannelArchived,
    viewChannel,
} from '../domain/channels.ts';
import {assertMayJoinTeams} from '../domain/mail_domain.ts';
import {addTeamMember, createTeam, findTeam, removeTeamMember, viewTeam} from '../domain/teams.ts';
import type {Channel, Team, User} from '../state.ts';
import type {World} from '../world_shape.ts';
import type {Command, CommandContext} from './command.ts';
import {CommandError, joinErrors, messageOf, requireFlag} from './command.ts';
import {findUserByWord} from './user_commands.ts';

function findTeamByWord(world: World, word: string): Team | undefined {
    return world.state.teams.find(({name}) => name === word) ?? findTeam(world, word);
}

/** `team:channel` (each a name or an id), or a channel's id alone. */
function findChannelByWord(world: World, word: string): Channel | undefined {
    const [, teamWord, channelWord = word] = /^([^:]*):(.*)$/.exec(word) ?? [];
    if (teamWord === undefined || teamWord === '') {
        return findChannel(world, channelWord);
    }
    const team = findTeamByWord(world, teamWord);
    return team && (findChannelByName(world, team.id, channelWord) ?? findChannel(world, channelWord));
}

function getChannel(context: CommandContext): Channel {
    const word = context.words[0] ?? '';
    const channel = findChannelByWord(context.world, word);
    if (channel === undefined) {
        throw new CommandError(`unable to find channel "${word}"`);
    }
    return channel;
}

function getTeam(context: CommandContext): Team {
    const word = context.words[0] ?? '';
    const team = findTeamByWord(context.world, word);
    if (team === undefined) {
        throw new CommandError(`Unable to find team '${word}'`);
    }
    return team;
}

/** Runs `act` for the users named after the first word; who is not found or refused is told and collected. */
function forEachUser(
    context: CommandContext,
    words: {readonly missing: (word: string) => string; readonly failed: (word: string, message: string) => string},
    act: (user: User) => void,
): string[] {
    const failures: string[] = [];
    for (const word of context.words.slice(1)) {
        const user = findUserByWord(context.world, word);
        try {
            if (user === undefined) {
                throw new CommandError(words.missing(word));
            }
            act(user);
        } catch (error) {
            const message = error instanceof CommandError ? error.message : words.failed(word, messageOf(error));
            context.printer.printError(message);
            failures.push(message);
        }
    }
    return failures;
}

function throwJoined(failures: readonly string[]): void {
    if (failures.length > 0) {
        throw joinErrors(failures);
    }
}

function createTeamCommand(context: CommandContext): void {
    const {world, printer, flags} = context;
    printer.isSingle = true;
    const setup = {
        name: requireFlag(context, 'name'),
        display_name: requireFlag(context, 'display-name'),
        type: flags.get('private') === 'true' ? 'I' : 'O',
    };
    try {
        const team = createTeam(world, setup, undefined);
        printer.print(viewTeam(team), `New team ${team.name} successfully created`);
    } catch (error) {
        throw new CommandError(`Team creation failed: ${messageOf(error)}`);
    }
}

function createChannelCommand(context: CommandContext): void {
    const {world, printer, flags} = context;
    printer.isSingle = true;
    const name = requireFlag(context, 'name');
    const displayName = requireFlag(context, 'display-name');
    const teamName = requireFlag(context, 'team');
    const team = findTeamByWord(world, teamName);
    if (team === undefined) {
        throw new CommandError(`unable to find team: ${teamName}`);
    }
    const setup = {
        team_id: team.id,
        type: flags.get('private') === 'true' ? 'P' : 'O',
        name,
        display_name: displayName,
        header: flags.get('header') ?? '',
        purpose: flags.get('purpose') ?? '',
    };
    try {
        const channel = createChannel(world, setup, undefined);
        printer.print(viewChannel(channel), `New channel ${channel.name} successfully created`);
    } catch (error) {
        throw new CommandError(messageOf(error));
    }
}

function listChannels(context: CommandContext): void {
    const failures: string[] = [];
    for (const word of context.words) {
        const team = findTeamByWord(context.world, word);
        if (team === undefined) {
            context.printer.printError(`unable to find team "${word}"`);
            failures.push(`unable to find team "${word}"`);
            continue;
        }
        const channels = context.world.state.channels
            .filter(({team_id}) => team_id === team.id)
            .sort((a, b) => (a.display_name < b.display_name ? -1 : 1));
        const live = channels.filter(({delete_at}) => delete_at === 0);
        live.filter(({type}) => type === 'O').forEach((one) => context.printer.print(viewChannel(one), one.name));
        channels
            .filter(({delete_at}) => delete_at !== 0)
            .forEach((one) => context.printer.print(viewChannel(one), `${one.name} (archived)`));
        live.filter(({type}) => type === 'P').forEach((one) =>
            context.printer.print(viewChannel(one), `${one.name} (private)`),
        );
    }
    throwJoined(failures);
}

function archiveTeam(context: CommandContext): void {
    if (context.flags.get('confirm') !== 'true') {
        throw new CommandError(
            'could not proceed, either enable --confirm flag or use an interactive shell to complete operation',
        );
    }
    const failures: string[] = [];
    for (const word of context.words) {
        const team = findTeamByWord(context.world, word);
        if (team === undefined) {
            context.printer.printError(`Unable to find team '${word}'`);
            failures.push(`Unable to find team '${word}'`);
            continue;
        }
        context.printer.print(viewTeam(team), `Archived team '${team.name}'`);
        team.delete_at = context.world.now();
    }
    throwJoined(failures);
}

function archiveChannels(context: CommandContext): void {
    const failures: string[] = [];
    const refuse = (line: string, cause: string): void => {
        context.printer.printError(line);
        failures.push(cause);
    };
    if (context.words.length === 0) {
        throw new CommandError('enter at least one channel to archive');
    }
    for (const word of context.words) {
        const channel = findChannelByWord(context.world, word);
        if (channel === undefined) {
            refuse(`Unable to find channel '${word}'`, `unable to find channel "${word}"`);
        } else if (channel.delete_at !== 0) {
            const message = 'The channel has been archived or deleted.';
            refuse(
                `Unable to archive channel '${channel.name}' error: ${message}`,
                `unable to archive channel "${channel.name}", error: ${message}`,
            );
        } else {
            setChannelArchived(context.world, channel, true);
        }
    }
    throwJoined(failures);
}

export const TEAM_COMMANDS: readonly Command[] = [
    {path: 'team create', about: 'Create a team', run: createTeamCommand},
    {
        path: 'team list',
        about: 'List all teams',
        run: ({world, printer}) => world.state.teams.forEach((team) => printer.print(viewTeam(team), team.name)),
    },
    {path: 'team archive', about: 'Archive teams', leastWords: 1, run: archiveTeam},
    {
        path: 'team users add',
        about: 'Add users to team',
        leastWords: 2,
        run: (context) => {
            const team = getTeam(context);
            const failed = (word: string, message: string): string =>
                `Unable to add '${word}' to ${team.name}. Error: ${message}`;
            const failures = forEachUser(context, {missing: (word) => `can't find user '${word}'`, failed}, (user) => {
                assertMayJoinTeams(context.world, user);
                addTeamMember(context.world, team, user, undefined);
            });
            // A refusal by the server is told but ends in exit code 0; only unknown users fail the command.
            throwJoined(failures.filter((message) => message.startsWith("can't find user")));
        },
    },
    {
        path: 'team users remove',
        about: 'Remove users from team',
        leastWords: 2,
        run: (context) => {
            const team = getTeam(context);
            const failed = (word: string, message: string): string =>
                `unable to remove '${word}' from ${team.name}. Error: ${message}`;
            throwJoined(
                forEachUser(context, {missing: (word) => `can't find user '${word}'`, failed}, (user) =>
                    removeTeamMember(context.world, team, user.id),
                ),
            );
        },
    },
    {path: 'channel create', about: 'Create a channel', run: createChannelCommand},
    {path: 'channel list', about: 'List all channels on specified teams.', leastWords: 1, run: listChannels},
    {path: 'channel archive', about: 'Archive channels', run: archiveChannels},
    {
        path: 'channel unarchive',
        about: 'Unarchive some channels',
        leastWords: 1,
        run: (context) => setChannelArchived(context.world, getChannel(context), false),
    },
    {
        path: 'channel users add',
        about: 'Add users to channel',
        leastWords: 2,
        run: (context) => {
            const channel = getChannel(context);
            const failed = (word: string, message: string): string =>
                `unable to add "${word}" to "${channel.name}". Error: ${message}`;
            throwJoined(
                forEachUser(context, {missing: (word) => `unable to find user "${word}"`, failed}, (user) => {
                    addChannelMember(context.world, channel, user, undefined);
                }),
            );
        },
    },
    {
        path: 'channel users remove',
        about: 'Remove users from channel',
        leastWords: 2,
        run: (context) => {
            const channel = getChannel(context);
            const failed = (word: string, message: string): string =>
                `unable to remove "${word}" from "${channel.name}". Error: ${message}`;
            throwJoined(
                forEachUser(context, {missing: (word) => `unable to find user "${word}"`, failed}, (user) =>
                    removeChannelMember(context.world, channel, user.id),
                ),
            );
        },
    },
];
