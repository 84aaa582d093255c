import {access, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {EXIT_CODES, FipsError, printFingerprint} from '@fips-readiness/core';
import type {ExitCode} from '@fips-readiness/core';
import {readCompanion} from '../companion.ts';
import {adoptConnection} from '../init/adopt_connection.ts';
import {openConnectionStore} from '../init/connection_record.ts';
import {forgetRemoved} from '../init/forget_removed.ts';
import {makeInitSteps} from '../init/init_steps.ts';
import {openServerAdmin} from '../init/server_admin.ts';
import {requireNoRunGoingOn} from '../run/run_lock.ts';
import {openIdentity} from '../state/identity.ts';
import {openStateDirectory} from '../state/state_directory.ts';
import {PLUGIN_ID, VERSION} from '../version.ts';
import {speakEnglish} from '../words/speak.ts';
import {openAgent, openDeployment} from '../agent/open_agent.ts';
import type {GlobalOptions} from '../agent/open_agent.ts';
import {paint, wrap} from './terminal.ts';
import type {Terminal} from './terminal.ts';

export type InitOptions = GlobalOptions & {
    readonly yes: boolean;
    readonly admin?: string;
    readonly agentDir: string;
    readonly bundle?: string;
    readonly image?: string;
};

/** `fips-agent init`: connects the page. Each change is named and asked for; repeatable and resumable. */
export async function init(terminal: Terminal, options: InitOptions): Promise<ExitCode> {
    const known = await findKnownFile(terminal, options);
    const agent = await openAgent(terminal, {...options, ...(known !== undefined && {settings: known})});
    const {settings} = agent;
    const deployment = await openDeployment(agent);
    const admin = openServerAdmin(deployment);
    const everyAdmin = await admin.fetchAdmins();
    const admins =
        options.admin === undefined ? everyAdmin : everyAdmin.filter((one) => one.username === options.admin);
    if (admins.length === 0) {
        throw new FipsError('no_such_admin', {admin: options.admin ?? ''});
    }
    await openStateDirectory(settings.STATE_DIR);
    await requireNoRunGoingOn(settings.STATE_DIR);
    const identity = await openIdentity(settings.STATE_DIR);
    const installer = await deployment.openInstaller();
    const tokenFile = settings.TOKEN_FILE ?? join(settings.STATE_DIR, 'token');
    const store = await openConnectionStore(settings.STATE_DIR);
    await forgetRemoved(admin, store);
    await adoptConnection({admin, store, settings, tokenFile});
    const there = await Promise.all(
        installer.fileNames.map(async (name): Promise<readonly [string, string | undefined]> => [
            name,
            await readFile(join(options.agentDir, name), 'utf8').catch(() => undefined),
        ]),
    );
    const steps = makeInitSteps({
        admin,
        store,
        identity,
        plugin: {id: PLUGIN_ID, version: VERSION, bundle: await readBundle(options.bundle)},
        admins,
        tokenFile,
        agentDirectory: options.agentDir,
        mode: settings.MODE,
        former: await installer.findAgents(options.agentDir),
        renderFiles: (connection) =>
            installer.render({
                image: options.image,
                chosen: agent.origins,
                tokenFile,
                connection,
                known: Object.fromEntries(there),
            }),
    });
    terminal.out.write(`${wrap(speakEnglish('init.intro'), terminal.columns, '')}\n\n`);
    for (const step of steps) {
        const words = speakEnglish(`init.step.${step.id}`, await step.values());
        if (await step.isDone()) {
            terminal.out.write(`${paint(terminal, 'grey', '·')} ${words}: ${speakEnglish('init.already')}\n`);
            continue;
        }
        await confirm(terminal, options.yes, words);
        await step.perform();
        terminal.out.write(`${paint(terminal, 'green', '✓')} ${words}: ${speakEnglish('init.done')}\n`);
    }
    const fingerprint = printFingerprint(identity.keys.publicKey) ?? '';
    terminal.out.write(`\n${speakEnglish('init.ready', {folder: installer.locate(options.agentDir)})}\n`);
    terminal.out.write(`${speakEnglish('init.fingerprint', {fingerprint})}\n`);
    return EXIT_CODES.ready;
}

/** The file of an agent that is there already: what stands in it is kept, and only what this run says otherwise is changed. */
export async function findKnownFile(
    terminal: Pick<Terminal, 'env'>,
    options: Pick<InitOptions, 'settings' | 'agentDir'>,
): Promise<string | undefined> {
    if (options.settings !== undefined || terminal.env['FIPS_AGENT_SETTINGS'] !== undefined) {
        return options.settings;
    }
    const file = join(options.agentDir, 'fips-agent.yaml');
    return access(file).then(
        () => file,
        () => undefined,
    );
}

/** Asks before a change. Without a terminal and without --yes nothing is changed. */
export async function confirm(terminal: Terminal, yes: boolean, words: string): Promise<void> {
    if (yes) {
        return;
    }
    if (!terminal.ask) {
        throw new FipsError('nobody_to_ask');
    }
    if (!(await terminal.ask(speakEnglish('init.question', {step: words})))) {
        throw new FipsError('declined');
    }
}

/** The page's bundle: the file that is named, else the one that travels with this agent. Throws FipsError `bundle_missing`. */
async function readBundle(file: string | undefined): Promise<Buffer> {
    const name = `${PLUGIN_ID}-${VERSION}.tar.gz`;
    const bundle =
        file === undefined ? readCompanion(name, '../../dist/') : await readFile(file).catch(() => undefined);
    if (bundle === undefined) {
        throw new FipsError('bundle_missing', {file: file ?? name});
    }
    return bundle;
}
