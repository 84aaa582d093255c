import {randomBytes} from 'node:crypto';
import * as z from 'zod/mini';
import {FipsError, parseJson} from '@fips-readiness/core';
import type {Deployment} from '../port/driver.ts';
import {makeLocalMode, openLocalMode} from '../server/local_mode.ts';
import type {LocalAnswer, LocalMode} from '../server/local_mode.ts';

const User = z.object({
    id: z.string(),
    username: z.string(),
    roles: z._default(z.string(), ''),
    delete_at: z._default(z.number(), 0),
    is_bot: z._default(z.boolean(), false),
});
const Bot = z.object({
    user_id: z.string(),
    owner_id: z.string(),
    username: z._default(z.string(), ''),
    delete_at: z._default(z.number(), 0),
});
const Named = z.object({id: z.string(), name: z.string(), delete_at: z._default(z.number(), 0)});
const Token = z.object({id: z.string(), token: z.string()});
const TokenId = z.object({id: z.string()});
const PluginList = z.object({
    active: z.nullable(z.array(z.object({id: z.string(), version: z._default(z.string(), '')}))),
    inactive: z.nullable(z.array(z.object({id: z.string(), version: z._default(z.string(), '')}))),
});

/** What init and uninstall change on the server, all by local mode. Throws FipsError `server_refused` with the step. */
export type ServerAdmin = {
    readonly fetchAdmins: () => Promise<readonly {readonly id: string; readonly username: string}[]>;
    readonly findPlugin: (id: string) => Promise<{readonly version: string; readonly active: boolean} | undefined>;
    readonly readSetting: (path: string) => Promise<unknown>;
    readonly setSetting: (path: string, value: string) => Promise<void>;
    readonly installPlugin: (bundle: Buffer) => Promise<void>;
    readonly enablePlugin: (id: string) => Promise<void>;
    readonly removePlugin: (id: string) => Promise<void>;
    readonly patchConfig: (patch: unknown) => Promise<void>;
    readonly isUserTaken: (username: string) => Promise<boolean>;
    /** An account nobody can log in to, until `convertToBot`; answers its id. */
    readonly createAccount: (username: string) => Promise<string>;
    readonly convertToBot: (username: string) => Promise<void>;
    /** The id of the account the bot belongs to; undefined where `userId` is no bot. */
    readonly findBotOwner: (userId: string) => Promise<string | undefined>;
    /** Names by id, of what is there and in use; undefined for anything else. */
    readonly findBotName: (userId: string) => Promise<string | undefined>;
    /** Whether an account has the rights of any user and no others. */
    readonly hasNoRights: (userId: string) => Promise<boolean>;
    readonly findTeamName: (teamId: string) => Promise<string | undefined>;
    readonly findChannelName: (teamId: string, channelId: string) => Promise<string | undefined>;
    readonly assignBot: (userId: string, ownerId: string) => Promise<void>;
    /** Switches off the bot, or the account that was never made one; content where it is gone. */
    readonly disableBot: (userId: string) => Promise<void>;
    readonly isTeamTaken: (name: string) => Promise<boolean>;
    readonly createTeam: (name: string) => Promise<string>;
    readonly createChannel: (teamId: string, name: string) => Promise<string>;
    readonly addMembers: (teamId: string, channelId: string, userIds: readonly string[]) => Promise<void>;
    readonly createToken: (userId: string) => Promise<{readonly id: string; readonly token: string}>;
    readonly revokeToken: (tokenId: string) => Promise<void>;
    readonly findTokens: (userId: string) => Promise<readonly string[]>;
    readonly archiveChannel: (teamId: string, channelId: string) => Promise<void>;
    readonly archiveTeam: (teamId: string) => Promise<void>;
};

/** Speaks to the server of a deployment. */
export function openServerAdmin(deployment: Deployment): ServerAdmin {
    const [instance] = deployment.instances;
    const {exec, lendFile} = deployment;
    const localMode = openLocalMode(deployment);
    const askBy = async (mode: LocalMode, step: string, ...args: readonly string[]): Promise<LocalAnswer> => {
        const answer = await mode.run(...args);
        if (!answer) {
            throw exec.can
                ? new FipsError('local_mode_unavailable', {container: instance.name})
                : new FipsError('no_way_inside', {reason: exec.reason});
        }
        // Adding to a team ends in exit code 0 even when it was refused. What settings or names say is on the other stream.
        if (!answer.ok || /^(Error: |Unable to )/m.test(answer.errors)) {
            throw new FipsError('server_refused', {step});
        }
        return answer;
    };
    const ask = (step: string, ...args: readonly string[]) => askBy(localMode, step, ...args);
    const tell = async <T>(schema: z.ZodMiniType<T>, step: string, ...args: readonly string[]): Promise<T> => {
        const {json} = await ask(step, ...args);
        const read = schema.safeParse(Array.isArray(json) ? (json as readonly unknown[])[0] : json);
        if (!read.success) {
            throw new FipsError('server_refused', {step});
        }
        return read.data;
    };
    const tellAll = async <T>(
        schema: z.ZodMiniType<T>,
        step: string,
        ...args: readonly string[]
    ): Promise<readonly T[]> => {
        const {json} = await ask(step, ...args);
        return z.array(schema).safeParse(json ?? []).data ?? [];
    };
    const askWithFile = async (step: string, file: string, content: Buffer, ...args: readonly string[]) => {
        if (!lendFile.can) {
            throw new FipsError('not_offered', {reason: lendFile.reason});
        }
        await lendFile.use(file, content, async (path, use) => {
            await askBy(makeLocalMode({can: true, use}, instance), step, ...args, path);
        });
    };
    const fetchAdmins: ServerAdmin['fetchAdmins'] = async () => {
        const users = await tellAll(User, 'list_users', 'user', 'list', '--all');
        return users.filter(
            (user) => user.roles.split(/\s+/).includes('system_admin') && user.delete_at === 0 && !user.is_bot,
        );
    };
    const isUserTaken: ServerAdmin['isUserTaken'] = async (username) =>
        (await localMode.run('user', 'search', username))?.json !== undefined;
    const readSetting: ServerAdmin['readSetting'] = async (path) =>
        parseJson((await ask('read_setting', 'config', 'get', path)).text);
    // mmctl refuses to list bots where there are none.
    const findBot = async (userId: string) =>
        z
            .array(Bot)
            .safeParse((await localMode.run('bot', 'list', '--all'))?.json)
            .data?.find((bot) => bot.user_id === userId);
    const findBotOwner: ServerAdmin['findBotOwner'] = async (userId) => (await findBot(userId))?.owner_id;
    const assignBot: ServerAdmin['assignBot'] = async (userId, ownerId) =>
        void (await ask('assign_bot', 'bot', 'assign', userId, ownerId));
    const findTeams = () => tellAll(Named, 'list_teams', 'team', 'list');
    const findChannels = (teamId: string) => tellAll(Named, 'list_channels', 'channel', 'list', teamId);
    return {
        fetchAdmins,
        findPlugin: async (id) => {
            const list = await tell(PluginList, 'list_plugins', 'plugin', 'list');
            const active = list.active?.find((plugin) => plugin.id === id);
            const plugin = active ?? list.inactive?.find((one) => one.id === id);
            return plugin && {version: plugin.version, active: active !== undefined};
        },
        readSetting,
        setSetting: async (path, value) => void (await ask('set_setting', 'config', 'set', path, value)),
        installPlugin: (bundle) =>
            askWithFile('add_plugin', 'fips-readiness-plugin.tar.gz', bundle, 'plugin', 'add', '--force'),
        enablePlugin: async (id) => void (await ask('enable_plugin', 'plugin', 'enable', id)),
        removePlugin: async (id) => void (await ask('remove_plugin', 'plugin', 'delete', id)),
        patchConfig: (patch) => {
            const content = Buffer.from(JSON.stringify(patch));
            return askWithFile('patch_config', 'fips-readiness-patch.json', content, 'config', 'patch');
        },
        isUserTaken,
        createAccount: async (username) => {
            // The password is nobody's: it dies with the conversion to a bot, which cannot log in. No policy can ask for more
            // than its 72 characters.
            const password = `${randomBytes(51).toString('base64url')}aA1!`;
            const domain = findMailDomain(await readSetting('TeamSettings.RestrictCreationToDomains'));
            const user = await tell(
                User,
                'create_bot',
                ...['user', 'create', '--username', username, '--email', `${username}@${domain}`],
                ...['--password', password, '--email-verified', '--disable-welcome-email'],
            );
            return user.id;
        },
        convertToBot: async (username) => void (await ask('convert_bot', 'user', 'convert', username, '--bot')),
        findBotOwner,
        findBotName: async (userId) => {
            const bot = await findBot(userId);
            return bot?.delete_at === 0 ? bot.username : undefined;
        },
        hasNoRights: async (userId) => {
            const found = User.safeParse((await localMode.run('user', 'search', userId))?.json).data;
            return found?.id === userId && found.roles.trim() === 'system_user';
        },
        findTeamName: async (teamId) => (await findTeams()).find((team) => team.id === teamId && isLive(team))?.name,
        findChannelName: async (teamId, channelId) =>
            (await findChannels(teamId)).find((channel) => channel.id === channelId && isLive(channel))?.name,
        assignBot,
        disableBot: async (userId) => {
            if ((await findBotOwner(userId)) !== undefined) {
                const [owner] = await fetchAdmins();
                if (!owner) {
                    throw new FipsError('no_such_admin', {admin: ''});
                }
                await assignBot(userId, owner.id);
                await ask('disable_bot', 'bot', 'disable', userId);
            } else if (await isUserTaken(userId)) {
                await ask('disable_bot', 'user', 'deactivate', userId);
            }
        },
        isTeamTaken: async (name) => (await findTeams()).some((team) => team.name === name),
        createTeam: async (name) => {
            const args = ['team', 'create', '--name', name, '--display-name', 'FIPS Readiness', '--private'];
            return (await tell(Named, 'create_team', ...args)).id;
        },
        createChannel: async (teamId, name) => {
            const args = ['--team', teamId, '--name', name, '--display-name', 'FIPS Readiness queue', '--private'];
            return (await tell(Named, 'create_channel', 'channel', 'create', ...args)).id;
        },
        addMembers: async (teamId, channelId, userIds) => {
            await ask('add_team_members', 'team', 'users', 'add', teamId, ...userIds);
            await ask('add_channel_members', 'channel', 'users', 'add', channelId, ...userIds);
        },
        createToken: (userId) => tell(Token, 'create_token', 'token', 'generate', userId, 'fips-agent'),
        revokeToken: async (tokenId) => void (await ask('revoke_token', 'token', 'revoke', tokenId)),
        findTokens: async (userId) => {
            // Having none is an error to mmctl.
            if (/there are no tokens for/.test((await localMode.run('token', 'list', userId))?.errors ?? '')) {
                return [];
            }
            return (await tellAll(TokenId, 'list_tokens', 'token', 'list', userId)).map((token) => token.id);
        },
        archiveChannel: async (teamId, channelId) => {
            if (!(await findTeams()).some((team) => team.id === teamId)) {
                return;
            }
            // What is archived or gone is refused, so the list tells whether there is anything to do.
            const channels = await findChannels(teamId);
            if (channels.some((channel) => channel.id === channelId && channel.delete_at === 0)) {
                await ask('archive_channel', 'channel', 'archive', channelId);
            }
        },
        archiveTeam: async (teamId) => {
            if ((await findTeams()).some((team) => team.id === teamId && team.delete_at === 0)) {
                await ask('archive_team', 'team', 'archive', '--confirm', teamId);
            }
        },
    };
}

function isLive({delete_at}: {readonly delete_at: number}): boolean {
    return delete_at === 0;
}

/** The first domain accounts may have where the server restricts them (a list with commas, blanks or @), else ours. */
function findMailDomain(restriction: unknown): string {
    const [first] = typeof restriction === 'string' ? restriction.split(/[\s,@]+/).filter((one) => one !== '') : [];
    return first ?? 'fips-readiness.invalid';
}
