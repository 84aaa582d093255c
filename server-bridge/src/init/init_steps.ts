import {mkdir, readFile, rm, rmdir} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {FipsError} from '@fips-readiness/core';
import type {AgentMode} from '@fips-readiness/core';
import type {Capability, Deployer, Installation, Installer, InstallNotes, ServingAgent} from '../port/driver.ts';
import {printIdentity} from '../state/identity.ts';
import type {Identity} from '../state/identity.ts';
import {writeDurably} from '../state/durable_file.ts';
import {printConnectionRecord} from './connection_record.ts';
import type {ConnectionStore} from './connection_record.ts';
import type {ServerAdmin} from './server_admin.ts';

/** One change, named before it is made. `isDone` looks at what is there: a second run goes on where the first stopped. */
export type InitStep = {
    readonly id: string;
    readonly values: () => Promise<Readonly<Record<string, string>>>;
    readonly isDone: () => Promise<boolean>;
    readonly perform: () => Promise<void>;
};

export type InitPorts = {
    readonly admin: ServerAdmin;
    readonly store: ConnectionStore;
    readonly identity: Identity;
    readonly plugin: {readonly id: string; readonly version: string; readonly bundle: Buffer};
    readonly admins: readonly {readonly id: string; readonly username: string}[];
    readonly tokenFile: string;
    readonly agentDirectory: string;
    readonly mode: AgentMode;
    /** Agents that serve with this agent's state now. */
    readonly former: readonly ServingAgent[];
    readonly deploy: Capability<Deployer>;
    readonly renderFiles: (connection: ConnectionIds) => Readonly<Record<string, string>>;
};

/** The queue and the bot with its token, by id. */
export type ConnectionIds = Parameters<Installer['render']>[0]['connection'];

const BOT_NAME = 'fips-agent';
const TEAM_NAME = 'fips-readiness';
const CHANNEL_NAME = 'fips-queue';

/** The steps of `fips-agent init`, in order. Names that are taken are never adopted: a suffixed one is used (security.md rule 2). */
export function makeInitSteps(ports: InitPorts): readonly InitStep[] {
    const {admin, store, plugin} = ports;
    return [
        {
            id: 'plugin',
            values: () => Promise.resolve({plugin: plugin.id, version: plugin.version}),
            isDone: async () => {
                const found = await admin.findPlugin(plugin.id);
                return found?.version === plugin.version && found.active;
            },
            perform: () => installPage(ports),
        },
        {
            id: 'bot',
            values: async () => ({bot: await findBotName(ports)}),
            // An account that could not be made a bot is recorded too: the next run goes on with it. A converted bot belongs
            // to itself, and whoever then switched it off would take the server down: with an account go the bots it owns,
            // so 11.6.0 calls itself without end. The first of the admins becomes its owner.
            isDone: async () => {
                const {bot} = store.read();
                const owner = bot && (await admin.findBotOwner(bot.id));
                return owner !== undefined && owner !== bot?.id;
            },
            perform: async () => {
                const name = await findBotName(ports);
                const bot = store.read().bot ?? {name, id: await admin.createAccount(name)};
                await store.update({bot});
                if ((await admin.findBotOwner(bot.id)) === undefined) {
                    await admin.convertToBot(bot.name);
                }
                await admin.assignBot(bot.id, ports.admins[0]?.id ?? '');
            },
        },
        {
            id: 'team',
            values: async () => ({team: await findTeamName(ports)}),
            isDone: async () => store.read().team !== undefined,
            perform: async () => {
                const name = await findTeamName(ports);
                await store.update({team: {name, id: await admin.createTeam(name)}});
            },
        },
        {
            id: 'channel',
            values: () => Promise.resolve({channel: store.read().channel?.name ?? CHANNEL_NAME}),
            isDone: async () => store.read().channel !== undefined,
            perform: async () => {
                const id = await admin.createChannel(idOf(store, 'team'), CHANNEL_NAME);
                await store.update({channel: {name: CHANNEL_NAME, id}});
            },
        },
        {
            id: 'members',
            values: async () => ({
                members: [await findBotName(ports), ...ports.admins.map((one) => one.username)].join(', '),
            }),
            // Adding a member twice changes nothing, and a new admin is added by running init again.
            isDone: async () => false,
            perform: () =>
                admin.addMembers(idOf(store, 'team'), idOf(store, 'channel'), [
                    idOf(store, 'bot'),
                    ...ports.admins.map((one) => one.id),
                ]),
        },
        {
            id: 'token',
            values: () => Promise.resolve({file: ports.tokenFile}),
            isDone: async () => {
                const {tokenId} = store.read();
                const kept = await readFile(ports.tokenFile).catch(() => undefined);
                return (
                    kept !== undefined &&
                    tokenId !== undefined &&
                    (await admin.findTokens(idOf(store, 'bot'))).includes(tokenId)
                );
            },
            perform: async () => {
                const {id, token} = await admin.createToken(idOf(store, 'bot'));
                await writeDurably(ports.tokenFile, `${token}\n`);
                await store.update({tokenId: id});
            },
        },
        {
            id: 'connection',
            values: () => Promise.resolve({}),
            isDone: async () => false,
            perform: async () => {
                await admin.patchConfig({
                    PluginSettings: {Plugins: {[plugin.id]: {connection: connectionSetting(ports)}}},
                });
                await store.update({pageTold: true});
            },
        },
        {
            id: ports.deploy.can ? 'manifests' : 'project',
            values: () => Promise.resolve({folder: ports.agentDirectory, mode: ports.mode}),
            isDone: () => isWritten(ports),
            perform: () => writeAgentFiles(ports),
        },
        ...(ports.deploy.can ? [makeDeployStep(ports, ports.deploy.use)] : []),
        // One agent, one state: what was started by hand makes room for the installed one.
        ...ports.former
            .filter(({isInstalled}) => !isInstalled)
            .map(({name, remove}): InitStep => ({
                id: 'former',
                values: () => Promise.resolve({container: name}),
                isDone: async () => false,
                perform: remove,
            })),
    ];
}

function makeDeployStep(ports: InitPorts, deployer: Deployer): InitStep {
    const read = async (): Promise<Installation> => ({
        files: ports.renderFiles(connectionOf(ports.store)),
        notes: await readNotes(ports),
    });
    return {
        id: 'deploy',
        values: async () => {
            const {applied, removed} = await deployer.describe(await read());
            return {
                objects: applied.join(', '),
                removes: removed.length === 0 ? 'none' : 'some',
                removed: removed.join(', '),
            };
        },
        isDone: async () => deployer.isDone(await read()),
        perform: async () => deployer.perform(await read()),
    };
}

/** What another admin's init or uninstall goes on with. Where the files are is of this machine only. */
async function readNotes({tokenFile, identity, store}: InitPorts): Promise<InstallNotes> {
    return {
        token: await readFile(tokenFile, 'utf8'),
        'identity.json': printIdentity(identity),
        'connection.json': printConnectionRecord({...store.read(), files: []}),
    };
}

/** What the page believes: JSON in the plugin's own setting `connection`. */
function connectionSetting({store, identity}: InitPorts): string {
    return JSON.stringify({
        botUserId: idOf(store, 'bot'),
        teamId: idOf(store, 'team'),
        channelId: idOf(store, 'channel'),
        publicKey: identity.keys.publicKey,
    });
}

async function installPage({admin, store, plugin}: InitPorts): Promise<void> {
    if ((await admin.readSetting('PluginSettings.RequirePluginSignature')) === true) {
        throw new FipsError('page_needs_signature');
    }
    const uploads = (await admin.readSetting('PluginSettings.EnableUploads')) === true;
    if (!uploads) {
        await admin.setSetting('PluginSettings.EnableUploads', 'true');
    }
    try {
        await admin.installPlugin(plugin.bundle);
    } finally {
        if (!uploads) {
            await admin.setSetting('PluginSettings.EnableUploads', 'false');
        }
    }
    await admin.enablePlugin(plugin.id);
    await store.update({pluginInstalled: true});
}

async function writeAgentFiles({agentDirectory, store, renderFiles}: InitPorts): Promise<void> {
    await mkdir(agentDirectory, {recursive: true, mode: 0o750}).catch(() => {
        throw new FipsError('state_unwritable', {path: agentDirectory});
    });
    const files = renderFiles(connectionOf(store));
    const written: string[] = [];
    for (const [name, text] of Object.entries(files)) {
        const path = join(agentDirectory, name);
        await writeDurably(path, text);
        written.push(path);
    }
    await store.update({files: written});
}

async function isWritten({agentDirectory, store, renderFiles}: InitPorts): Promise<boolean> {
    const files = Object.entries(renderFiles(connectionOf(store)));
    const found = await Promise.all(
        files.map(([name]) => readFile(join(agentDirectory, name), 'utf8').catch(() => undefined)),
    );
    return files.every(([, text], index) => found[index] === text);
}

/** Removes what writeAgentFiles wrote; the folder too, where nothing else is in it. */
export async function removeAgentFiles(store: ConnectionStore): Promise<void> {
    for (const path of store.read().files) {
        await rm(path, {force: true});
    }
    const folder = dirname(store.read().files[0] ?? '');
    await rmdir(folder).catch(() => undefined);
    await store.update({files: []});
}

function connectionOf(store: ConnectionStore): ConnectionIds {
    return {
        teamId: idOf(store, 'team'),
        channelId: idOf(store, 'channel'),
        botUserId: idOf(store, 'bot'),
        tokenId: store.read().tokenId ?? '',
    };
}

function idOf(store: ConnectionStore, key: 'bot' | 'team' | 'channel'): string {
    const found = store.read()[key];
    if (!found) {
        throw new Error(`init step before ${key} was skipped`);
    }
    return found.id;
}

async function findBotName({store, admin}: InitPorts): Promise<string> {
    return store.read().bot?.name ?? findFreeName(BOT_NAME, admin.isUserTaken);
}

async function findTeamName({store, admin}: InitPorts): Promise<string> {
    return store.read().team?.name ?? findFreeName(TEAM_NAME, admin.isTeamTaken);
}

async function findFreeName(wanted: string, isTaken: (name: string) => Promise<boolean>): Promise<string> {
    for (let number = 1; ; number += 1) {
        const name = number === 1 ? wanted : `${wanted}-${number}`;
        if (!(await isTaken(name))) {
            return name;
        }
    }
}
