import {readdir, rm, rmdir} from 'node:fs/promises';
import {join} from 'node:path';
import {EXIT_CODES, FipsError} from '@fips-readiness/core';
import type {ExitCode} from '@fips-readiness/core';
import {removeAgentFiles} from '../init/init_steps.ts';
import {openServerAdmin} from '../init/server_admin.ts';
import type {Remains} from '../port/driver.ts';
import type {Settings} from '../settings/settings.ts';
import {isServed, stopServing} from '../state/served.ts';
import {PLUGIN_ID} from '../version.ts';
import {speakEnglish} from '../words/speak.ts';
import {openAgent, openDeployment} from '../agent/open_agent.ts';
import {confirm, findKnownFile, openInstallation} from './init.ts';
import type {InitOptions} from './init.ts';
import {paint} from './terminal.ts';
import type {Terminal} from './terminal.ts';

const IDENTITY = 'identity.json';

/** What only an agent that answers the page needs. */
const OWN_STATE = [
    'claims.jsonl',
    IDENTITY,
    'outbox',
    'queue-start.json',
    'scheduled-approval.json',
    'approval-code.json',
    'run.lock',
    'serve.lock',
];

/**
 * `fips-agent uninstall`: stops the agent, then takes out what init has put in, newest first. What runs have left is kept, unless
 * somebody at the keyboard gives each of it up. Repeatable and resumable.
 */
export async function uninstall(terminal: Terminal, options: InitOptions): Promise<ExitCode> {
    const known = await findKnownFile(terminal, options);
    const agent = await openAgent(terminal, {...options, ...(known !== undefined && {settings: known})});
    const {settings} = agent;
    const deployment = await openDeployment(agent);
    const admin = openServerAdmin(deployment);
    const {installer, store, tokenFile} = await openInstallation(agent, deployment, admin);
    const {stateDirectory, deploy} = installer;
    const agents = await installer.findAgents(options.agentDir ?? installer.usualFolder);
    const self = agents.find(({isSelf}) => isSelf);
    if (self) {
        throw new FipsError('inside_the_agent', {container: self.name});
    }
    const installed = deploy.can ? await deploy.use.findInstalled() : [];
    const objects = installed.filter((object) => !agents.some(({name}) => name === object));
    const {bot, team, channel, tokenId, pageTold, pluginInstalled, files} = store.read();
    const steps: readonly (false | readonly [string, Readonly<Record<string, string>>, () => Promise<void>])[] = [
        // First of all: an agent that runs on would answer the page, and its project's file is what stops it.
        ...agents.map(
            ({name, remove}) => [deploy.can ? 'deployment' : 'container', {container: name}, remove] as const,
        ),
        deploy.can && objects.length > 0 && ['objects', {objects: objects.join(', ')}, () => deploy.use.remove()],
        // One that the platform does not run: a process of the host, or of a service.
        agents.length === 0 &&
            (await isServed(settings.STATE_DIR)) && [
                'serving',
                {folder: settings.STATE_DIR},
                () => stopServing(settings.STATE_DIR),
            ],
        pageTold && [
            'connection',
            {},
            async () => {
                await admin.patchConfig({PluginSettings: {Plugins: {[PLUGIN_ID]: {connection: ''}}}});
                await store.update({pageTold: false});
            },
        ],
        pluginInstalled && [
            'plugin',
            {plugin: PLUGIN_ID},
            async () => {
                if (await admin.findPlugin(PLUGIN_ID)) {
                    await admin.removePlugin(PLUGIN_ID);
                }
                await store.update({pluginInstalled: false});
            },
        ],
        tokenId !== undefined && [
            'token',
            {},
            async () => {
                if (bot && (await admin.findTokens(bot.id)).includes(tokenId)) {
                    await admin.revokeToken(tokenId);
                }
                await rm(tokenFile, {force: true});
                await store.update({tokenId: undefined});
            },
        ],
        channel !== undefined && [
            'channel',
            {channel: channel.name},
            async () => {
                await admin.archiveChannel(team?.id ?? '', channel.id);
                await store.update({channel: undefined});
            },
        ],
        team !== undefined && [
            'team',
            {team: team.name},
            async () => {
                await admin.archiveTeam(team.id);
                await store.update({team: undefined});
            },
        ],
        bot !== undefined && [
            'bot',
            {bot: bot.name},
            async () => {
                await admin.disableBot(bot.id);
                await store.update({bot: undefined});
            },
        ],
        files.length > 0 && ['files', {files: files.join(', ')}, () => removeAgentFiles(store)],
    ];
    const wanted = steps.filter((step) => step !== false);
    terminal.out.write(`${speakEnglish(wanted.length === 0 ? 'uninstall.nothing' : 'uninstall.intro')}\n\n`);
    for (const [id, values, perform] of wanted) {
        const words = speakEnglish(`uninstall.step.${id}`, values);
        await confirm(terminal, options.yes, words);
        await perform();
        terminal.out.write(`${paint(terminal, 'green', '✓')} ${words}: ${speakEnglish('init.done')}\n`);
    }
    await store.remove();
    const stays = await offerInstalled(terminal, options.yes, await installer.findRemains());
    // Who keeps the agent's volume keeps the key that is on it: the next init needs it.
    for (const leftover of OWN_STATE.filter((name) => !(stays && name === IDENTITY))) {
        await rm(join(stateDirectory, leftover), {recursive: true, force: true});
    }
    if (stateDirectory !== settings.STATE_DIR) {
        // It is of this deployment alone, and stays where the key does.
        await rmdir(stateDirectory).catch(() => undefined);
    }
    await offerRemains(terminal, options.yes, settings);
    return EXIT_CODES.ready;
}

/** What runs have left behind, each with the folder it is in. */
function findRemains(settings: Settings): readonly (readonly [string, string])[] {
    return [
        ['backups', join(settings.STATE_DIR, 'backups')],
        ['kits', settings.RESCUE_DIR],
        ['runs', join(settings.STATE_DIR, 'runs')],
        ['plans', join(settings.STATE_DIR, 'plans')],
        ['bundles', join(settings.STATE_DIR, 'bundles')],
    ];
}

/** Asks for each thing that the installer leaves; whether any of it stays. */
async function offerInstalled(terminal: Terminal, yes: boolean, remains: readonly Remains[]): Promise<boolean> {
    let stays = false;
    for (const {id, values, remove} of remains) {
        const words = speakEnglish(`uninstall.remains.${id}`, values);
        const gone = await isGivenUp(terminal, yes, words);
        if (gone) {
            await remove();
        }
        stays ||= !gone;
        printRemains(terminal, words, gone);
    }
    return stays;
}

/** Without somebody at the keyboard everything stays. */
async function isGivenUp(terminal: Terminal, yes: boolean, words: string): Promise<boolean> {
    return !yes && terminal.ask !== undefined && (await terminal.ask(speakEnglish('uninstall.remove', {words})));
}

function printRemains(terminal: Terminal, words: string, gone: boolean): void {
    const mark = gone ? paint(terminal, 'green', '✓') : paint(terminal, 'grey', '·');
    terminal.out.write(`${mark} ${words}: ${speakEnglish(gone ? 'uninstall.removed' : 'uninstall.kept')}\n`);
}

/** Asks for each by itself, and says of each that stays where it is. Without somebody to ask everything stays. */
async function offerRemains(terminal: Terminal, yes: boolean, settings: Settings): Promise<void> {
    for (const [id, folder] of findRemains(settings)) {
        const entries = await readdir(folder).catch(() => []);
        if (entries.length === 0) {
            continue;
        }
        const words = speakEnglish(`uninstall.remains.${id}`, {folder, count: entries.length});
        const gone = await isGivenUp(terminal, yes, words);
        if (gone) {
            // The folder itself may be a mount: what is in it goes.
            await Promise.all(entries.map((name) => rm(join(folder, name), {recursive: true, force: true})));
            await rmdir(folder).catch(() => undefined);
        }
        printRemains(terminal, words, gone);
    }
}
