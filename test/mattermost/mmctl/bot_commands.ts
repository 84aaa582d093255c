import {assignBot, viewBot} from '../domain/bots.ts';
import {setBotActive} from '../domain/users.ts';
import type {Bot} from '../state.ts';
import type {Command, CommandContext} from './command.ts';
import {CommandError, joinErrors, messageOf} from './command.ts';
import {findUserByWord} from './user_commands.ts';

function findBot({world}: CommandContext, word: string): Bot | undefined {
    const user = findUserByWord(world, word);
    return user && world.state.bots.find(({user_id}) => user_id === user.id);
}

function activation(verb: string, done: string, isActive: boolean): Command['run'] {
    return (context) => {
        const failures: string[] = [];
        for (const word of context.words) {
            const bot = findBot(context, word);
            if (bot === undefined) {
                context.printer.printError(`can't find user '${word}'`);
                failures.push(`can't find user "${word}"`);
                continue;
            }
            try {
                setBotActive(context.world, bot, isActive);
                context.printer.print(viewBot(bot), `${done} bot ${bot.user_id} (${bot.username})`);
            } catch (error) {
                context.printer.printError(`could not ${verb} bot '${word}'`);
                failures.push(`could not ${verb} bot "${word}": ${messageOf(error)}`);
            }
        }
        if (failures.length > 0) {
            throw joinErrors(failures);
        }
    };
}

function assign(context: CommandContext): void {
    const [word = '', ownerWord = ''] = context.words;
    const [bot, owner] = [findBot(context, word), findUserByWord(context.world, ownerWord)];
    if (bot === undefined || owner === undefined) {
        throw new CommandError(`unable to find user '${bot === undefined ? word : ownerWord}'`);
    }
    try {
        assignBot(context.world, bot, owner);
    } catch {
        throw new CommandError(`can not assign bot '${word}' to user '${ownerWord}'`);
    }
    context.printer.print(
        viewBot(bot),
        `The bot ${bot.user_id} (${bot.username}) now belongs to the user ${owner.username}`,
    );
}

function list({world, printer, flags}: CommandContext): void {
    const bots = world.state.bots.filter(({delete_at}) => delete_at === 0 || flags.get('all') === 'true');
    if (bots.length === 0) {
        // The client then asks for the owners of no bots, which the server refuses.
        throw new CommandError('Failed to fetch bots: Invalid or missing user_ids in request body.');
    }
    bots.forEach((bot) => printer.print(viewBot(bot), `${bot.user_id}: ${bot.username}`));
}

export const BOT_COMMANDS: readonly Command[] = [
    {path: 'bot list', about: 'List bots', run: list},
    {path: 'bot create', about: 'Create bot', leastWords: 1, isRemoteOnly: true, run: () => undefined},
    {path: 'bot assign', about: 'Assign bot', leastWords: 2, mostWords: 2, run: assign},
    {path: 'bot disable', about: 'Disable bot', leastWords: 1, run: activation('disable', 'Disabled', false)},
    {path: 'bot enable', about: 'Enable bot', leastWords: 1, run: activation('enable', 'Enabled', true)},
];
