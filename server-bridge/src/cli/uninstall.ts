import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {EXIT_CODES} from '@fips-readiness/core';
import type {ExitCode} from '@fips-readiness/core';
import {makeLocalMode} from '../facts/local_mode.ts';
import {openConnectionStore} from '../init/connection_record.ts';
import {removeAgentFiles} from '../init/init_steps.ts';
import {makeServerAdmin} from '../init/server_admin.ts';
import {openStateDirectory} from '../state/state_directory.ts';
import {PLUGIN_ID} from '../version.ts';
import {speakEnglish} from '../words/speak.ts';
import {openContext, openDeployment} from './context.ts';
import {confirm} from './init.ts';
import type {InitOptions} from './init.ts';
import {paint} from './terminal.ts';
import type {Terminal} from './terminal.ts';

/** `fips-agent uninstall`: takes out what init has put in, newest first; reports are kept. Repeatable and resumable. */
export async function uninstall(terminal: Terminal, options: InitOptions): Promise<ExitCode> {
    const context = await openContext(terminal, options);
    const {settings, engine} = context;
    const {deployment} = await openDeployment(context);
    const admin = makeServerAdmin(engine, deployment.container, makeLocalMode(engine, deployment.container));
    await openStateDirectory(settings.STATE_DIR);
    const store = await openConnectionStore(settings.STATE_DIR);
    const {bot, team, channel, tokenId, pageTold, pluginInstalled, files} = store.read();
    const tokenFile = join(settings.STATE_DIR, 'token');
    const steps: readonly (false | readonly [string, Readonly<Record<string, string>>, () => Promise<void>])[] = [
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
    if (wanted.length === 0) {
        terminal.out.write(`${speakEnglish('uninstall.nothing')}\n`);
        return EXIT_CODES.ready;
    }
    terminal.out.write(`${speakEnglish('uninstall.intro', {folder: settings.STATE_DIR})}\n\n`);
    for (const [id, values, perform] of wanted) {
        const words = speakEnglish(`uninstall.step.${id}`, values);
        await confirm(terminal, options.yes, words);
        await perform();
        terminal.out.write(`${paint(terminal, 'green', '✓')} ${words}: ${speakEnglish('init.done')}\n`);
    }
    for (const leftover of ['claims.jsonl', 'identity.json', 'outbox']) {
        await rm(join(settings.STATE_DIR, leftover), {recursive: true, force: true});
    }
    await store.remove();
    return EXIT_CODES.ready;
}
