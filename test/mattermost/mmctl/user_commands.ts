import {convertToBot, viewBot} from '../domain/bots.ts';
import {assertAcceptedAddress} from '../domain/mail_domain.ts';
import {createToken, viewToken} from '../domain/sessions.ts';
import {createUser, findUser, setActive, updateUser, viewUser} from '../domain/users.ts';
import type {User} from '../state.ts';
import type {World} from '../world_shape.ts';
import type {Command, CommandContext} from './command.ts';
import {CommandError, forEachWord, joinErrors, messageOf, requireFlag} from './command.ts';

/** By e-mail address, name or id. */
export function findUserByWord(world: World, word: string): User | undefined {
    return (
        world.state.users.find(({email, username}) => email === word || username === word.toLowerCase()) ??
        findUser(world, word)
    );
}

function findUsers(context: CommandContext): User[] {
    const found = context.words.map((word) => ({word, user: findUserByWord(context.world, word)}));
    const missing = found.filter(({user}) => user === undefined);
    if (missing.length > 0) {
        throw joinErrors(missing.map(({word}) => `user ${word} not found`));
    }
    return found.flatMap(({user}) => (user === undefined ? [] : [user]));
}

function listPage(context: CommandContext): User[] {
    const {flags, world} = context;
    const role = flags.get('role');
    const users = world.state.users
        .filter((user) => role === undefined || user.roles.split(' ').includes(role))
        .filter((user) => flags.get('inactive') !== 'true' || user.delete_at !== 0)
        .sort((a, b) => (a.username < b.username ? -1 : 1));
    const size = Number(flags.get('per-page') ?? 200);
    const start = Number(flags.get('page') ?? 0) * size;
    return flags.get('all') === 'true' ? users : users.slice(start, start + size);
}

function createAccount(context: CommandContext): void {
    const {world, printer, flags} = context;
    const missing = ['email', 'password', 'username'].filter((name) => !flags.has(name));
    if (missing.length > 0) {
        throw new CommandError(`required flag(s) ${missing.map((name) => `"${name}"`).join(', ')} not set`);
    }
    printer.isSingle = true;
    let user: User;
    try {
        assertAcceptedAddress(world, requireFlag(context, 'email'));
        user = createUser(world, {
            username: requireFlag(context, 'username'),
            email: requireFlag(context, 'email'),
            password: requireFlag(context, 'password'),
        });
    } catch (error) {
        throw new CommandError(
            `Unable to create user. Error: ${error instanceof CommandError ? error.message : messageOf(error)}`,
        );
    }
    user.first_name = flags.get('firstname') ?? '';
    user.last_name = flags.get('lastname') ?? '';
    if (flags.get('system-admin') === 'true') {
        updateUser(world, user, {roles: 'system_user system_admin'});
    }
    printer.print(viewUser(world, user, 'local'), `Created user ${user.username}`);
}

function convertAccounts(context: CommandContext): void {
    if (context.flags.get('bot') !== 'true') {
        throw new CommandError('either "user" flag or "bot" flag should be provided');
    }
    const failures: string[] = [];
    for (const user of findUsers(context)) {
        try {
            const bot = convertToBot(context.world, user);
            // The answer names what the account was called; the bot itself keeps no such name.
            context.printer.print(viewBot({...bot, display_name: bot.username}), `${bot.username} converted to bot.`);
        } catch (error) {
            failures.push(messageOf(error));
        }
    }
    if (failures.length > 0) {
        throw joinErrors(failures);
    }
}

function getTokenOwner(context: CommandContext): User {
    const word = context.words[0] ?? '';
    const user = findUserByWord(context.world, word);
    if (user === undefined) {
        throw new CommandError(`could not retrieve user information of "${word}"`);
    }
    return user;
}

function activation(isActive: boolean): Command['run'] {
    return (context) =>
        forEachWord(
            {...context, words: findUsers(context).map(({id}) => id)},
            (word, message) => ({
                line: message,
                cause: `unable to change activation status of user ${word}: ${message}`,
            }),
            (id) => {
                const user = findUser(context.world, id);
                if (user !== undefined) {
                    setActive(context.world, user, isActive);
                }
            },
        );
}

export const USER_COMMANDS: readonly Command[] = [
    {
        path: 'user list',
        about: 'List users',
        run: (context) =>
            listPage(context).forEach((user) =>
                context.printer.print(
                    viewUser(context.world, user, 'local'),
                    `${user.id}: ${user.username} (${user.email})`,
                ),
            ),
    },
    {
        path: 'user search',
        about: 'Search for users',
        leastWords: 1,
        run: (context) => {
            context.printer.isSingle = true;
            let users: User[];
            try {
                users = findUsers(context);
            } catch (error) {
                context.printer.printError(error instanceof CommandError ? error.message : String(error));
                throw error;
            }
            users.forEach((user) =>
                context.printer.print(
                    {...viewUser(context.world, user, 'local'), Deactivated: user.delete_at !== 0, AuthData: ''},
                    `id: ${user.id}\nusername: ${user.username}\nemail: ${user.email}`,
                ),
            );
        },
    },
    {path: 'user create', about: 'Create a user', run: createAccount},
    {path: 'user convert', about: 'Convert users to bots, or a bot to a user', leastWords: 1, run: convertAccounts},
    {path: 'user activate', about: 'Activate users', leastWords: 1, run: activation(true)},
    {path: 'user deactivate', about: 'Deactivate users', leastWords: 1, run: activation(false)},
    {
        path: 'token generate',
        about: 'Generate token for a user',
        leastWords: 2,
        mostWords: 2,
        run: (context) => {
            const token = createToken(context.world, getTokenOwner(context), context.words[1] ?? '');
            context.printer.print(viewToken(token, true), `${token.token}: ${token.description}`);
        },
    },
    {
        path: 'token list',
        about: 'List users tokens',
        leastWords: 1,
        mostWords: 1,
        run: (context) => {
            const owner = getTokenOwner(context);
            const tokens = context.world.state.tokens.filter(({user_id}) => user_id === owner.id);
            if (tokens.length === 0) {
                throw new CommandError(`there are no tokens for the "${context.words[0] ?? ''}"`);
            }
            tokens
                .filter(({is_active}) => is_active)
                .forEach((token) =>
                    context.printer.print(viewToken(token, false), `${token.id}: ${token.description}`),
                );
        },
    },
    {
        path: 'token revoke',
        about: 'Revoke tokens for a user',
        leastWords: 1,
        run: ({world, words}) => {
            for (const id of words) {
                if (!world.state.tokens.some((token) => token.id === id)) {
                    throw new CommandError(
                        `could not revoke token "${id}": Unable to get the personal access tokens by user.`,
                    );
                }
                world.state.tokens = world.state.tokens.filter((token) => token.id !== id);
            }
        },
    },
];
