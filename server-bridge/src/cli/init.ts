import {access, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {EXIT_CODES, FipsError, printFingerprint} from '@fips-readiness/core';
import type {ExitCode} from '@fips-readiness/core';
import {readCompanion} from '../companion.ts';
import type {Deployment, Installer} from '../port/driver.ts';
import {adoptConnection} from '../init/adopt_connection.ts';
import {adoptNotes} from '../init/adopt_notes.ts';
import {openConnectionStore} from '../init/connection_record.ts';
import type {ConnectionStore} from '../init/connection_record.ts';
import {forgetRemoved} from '../init/forget_removed.ts';
import {makeInitSteps} from '../init/init_steps.ts';
import type {ConnectionIds} from '../init/init_steps.ts';
import {openServerAdmin} from '../init/server_admin.ts';
import type {ServerAdmin} from '../init/server_admin.ts';
import {requireNoRunGoingOn} from '../run/run_lock.ts';
import {findNamedPlatform} from '../settings/named_platform.ts';
import {readSaid} from '../settings/read_settings.ts';
import {openIdentity} from '../state/identity.ts';
import {openStateDirectory} from '../state/state_directory.ts';
import {PLUGIN_ID, VERSION} from '../version.ts';
import {speakEnglish} from '../words/speak.ts';
import {openAgent, openDeployment, toSettings} from '../agent/open_agent.ts';
import type {Agent, GlobalOptions} from '../agent/open_agent.ts';
import {paint, wrap} from './terminal.ts';
import type {Terminal} from './terminal.ts';

export type InitOptions = GlobalOptions & {
    readonly yes: boolean;
    readonly admin?: string;
    readonly agentDir?: string;
    readonly bundle?: string;
    readonly image?: string;
};

/** Where a Docker host has the agent's own project, with the settings it serves with. */
const USUAL_FOLDER = '/opt/fips-agent';

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
    const {installer, store, tokenFile} = await openInstallation(agent, deployment, admin);
    const {stateDirectory} = installer;
    const agentDirectory = options.agentDir ?? installer.usualFolder;
    const identity = await openIdentity(stateDirectory);
    await forgetRemoved(admin, store);
    await adoptConnection({admin, store, settings, tokenFile});
    const there = await Promise.all(
        installer.fileNames.map(async (name): Promise<readonly [string, string | undefined]> => [
            name,
            await readFile(join(agentDirectory, name), 'utf8').catch(() => undefined),
        ]),
    );
    const renderFiles = (connection: ConnectionIds) =>
        installer.render({
            image: options.image,
            tokenFile,
            publicKey: identity.keys.publicKey,
            connection,
            known: Object.fromEntries(there),
        });
    if (installer.deploy.can) {
        await installer.deploy.use.tryOut({files: renderFiles(PLACEHOLDERS), notes: {}});
    }
    const steps = makeInitSteps({
        admin,
        store,
        identity,
        plugin: {id: PLUGIN_ID, version: VERSION, bundle: await readBundle(options.bundle)},
        admins,
        tokenFile,
        agentDirectory,
        mode: installer.mode,
        former: await installer.findAgents(agentDirectory),
        deploy: installer.deploy,
        renderFiles,
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
    const {deploy} = installer;
    const ready = deploy.can
        ? speakEnglish('init.ready_applied', {look: deploy.use.look})
        : speakEnglish('init.ready', {folder: installer.locate(agentDirectory)});
    terminal.out.write(`\n${ready}\n`);
    terminal.out.write(`${speakEnglish('init.fingerprint', {fingerprint})}\n`);
    return EXIT_CODES.ready;
}

/** In place of the ids that the steps bring: what is tried before them has the same names. */
const PLACEHOLDERS: ConnectionIds = {
    teamId: 'a'.repeat(26),
    channelId: 'a'.repeat(26),
    botUserId: 'a'.repeat(26),
    tokenId: '',
};

/** What init and uninstall work with, as far as it was made: on this machine, or noted by the agent that is installed. */
export async function openInstallation(
    {settings, origins}: Pick<Agent, 'settings' | 'origins'>,
    deployment: Deployment,
    admin: ServerAdmin,
): Promise<{readonly installer: Installer; readonly store: ConnectionStore; readonly tokenFile: string}> {
    await openStateDirectory(settings.STATE_DIR);
    await requireNoRunGoingOn(settings.STATE_DIR);
    const installer = await deployment.openInstaller(origins);
    await installer.requireNoRun();
    const {stateDirectory} = installer;
    await openStateDirectory(stateDirectory);
    const tokenFile = settings.TOKEN_FILE ?? join(stateDirectory, 'token');
    await adoptNotes({admin, stateDirectory, tokenFile, notes: await installer.readNotes()});
    return {installer, store: await openConnectionStore(stateDirectory), tokenFile};
}

/**
 * The file of an agent that is there already: what is in it is kept, and only what this run says otherwise is changed. It is a Docker
 * host's: whoever names a cluster does not mean the deployment that it pins.
 */
export async function findKnownFile(
    terminal: Pick<Terminal, 'env'>,
    options: GlobalOptions & Pick<InitOptions, 'agentDir'>,
): Promise<string | undefined> {
    if (options.settings !== undefined || terminal.env['FIPS_AGENT_SETTINGS'] !== undefined) {
        return options.settings;
    }
    if (findNamedPlatform(readSaid(terminal.env, toSettings(options))) === 'kubernetes') {
        return undefined;
    }
    const file = join(options.agentDir ?? USUAL_FOLDER, 'fips-agent.yaml');
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
