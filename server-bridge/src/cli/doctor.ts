import {
    counterpart,
    EXIT_CODES,
    isAtLeast,
    isFipsError,
    parseImageReference,
    parseServerVersion,
    printFingerprint,
    printImageReference,
} from '@fips-readiness/core';
import type {ExitCode} from '@fips-readiness/core';
import type {Deployment} from '../drivers/driver.ts';
import type {EngineInfo} from '../engine/engine.ts';
import {measureImageStore} from '../engine/image_store_space.ts';
import {readRegistryLogin} from '../engine/registry_credentials.ts';
import {findBaseUrls} from '../facts/gather_facts.ts';
import {makeLocalMode} from '../facts/local_mode.ts';
import {fetchPing} from '../verify/fetch_ping.ts';
import {findBotMaker} from '../facts/bot_maker.ts';
import {readIdentity} from '../state/identity.ts';
import {speakEnglish} from '../words/speak.ts';
import {openContext, openDeployment} from './context.ts';
import type {Context, GlobalOptions} from './context.ts';
import {examineRun} from './doctor_run.ts';
import type {Finding, Say} from './finding.ts';
import {paint, wrap} from './terminal.ts';
import type {Terminal} from './terminal.ts';

const CLOCK_LIMIT_MS = 60_000;

/** `fips-agent doctor`: tries each thing the agent needs; says what is missing and what to do. Changes nothing. */
export async function doctor(terminal: Terminal, options: GlobalOptions): Promise<ExitCode> {
    const context = await openContext(terminal, options);
    let healthy = true;
    const say = (finding: Finding) => {
        healthy &&= finding.ok;
        const mark = finding.ok ? paint(terminal, 'green', '✓ ok     ') : paint(terminal, 'red', '✗ missing');
        const text = wrap(
            speakEnglish(`doctor.${finding.id}`, finding.values),
            terminal.columns,
            ' '.repeat(11),
        ).trimStart();
        terminal.out.write(`${mark}  ${text}\n`);
    };
    say({ok: true, id: 'settings.ok', values: {count: Object.keys(context.origins).length}});
    for (const [name, origin] of Object.entries(context.origins)) {
        terminal.out.write(`             ${name}: ${origin}\n`);
    }
    const info = await context.engine.fetchInfo();
    const old = isOlder(info.version, '20.10.0');
    say({
        ok: !old,
        id: old ? 'engine.old' : 'engine.ok',
        values: {
            version: info.version,
            apiVersion: info.apiVersion,
            endpoint: context.engine.endpoint,
            architecture: info.architecture,
        },
    });
    say({ok: true, id: 'socket'});
    await examineIdentity(context, say);
    await examineCompose(context, say);
    const deployment = await examineDeployment(context, say);
    if (deployment) {
        await examineServer(context, deployment, say);
        await examineRegistry(terminal, context, deployment, say);
    }
    await examineDisk(context, info, say);
    if (context.settings.MODE === 'swap') {
        await examineRun(context, deployment, say);
        say({ok: healthy, id: healthy ? 'mode.swap' : 'mode.swap_lacks'});
    } else {
        say({ok: true, id: 'mode.read_only'});
    }
    return healthy ? EXIT_CODES.ready : EXIT_CODES.not_ready;
}

/** The key to compare with the page, where this agent has one; looking makes none. */
async function examineIdentity({settings}: Context, say: Say): Promise<void> {
    const identity = await readIdentity(settings.STATE_DIR);
    const fingerprint = identity && printFingerprint(identity.keys.publicKey);
    if (fingerprint !== undefined) {
        say({ok: true, id: 'key.ok', values: {fingerprint}});
    }
}

async function examineDisk({engine}: Context, info: EngineInfo, say: Say): Promise<void> {
    const bytes = (await measureImageStore(engine, info))?.leastBytes;
    say(
        bytes === undefined
            ? {ok: false, id: 'disk.unseen', values: {folder: info.rootDirectory}}
            : {ok: true, id: 'disk.ok', values: {mebibytes: Math.floor(bytes / 1024 ** 2)}},
    );
}

async function examineCompose(context: Context, say: Say): Promise<void> {
    const compose = await context.openCompose();
    if (!compose) {
        say({ok: false, id: 'compose.missing'});
        return;
    }
    const version = await compose.fetchVersion();
    const old = isOlder(version, '2.20.0');
    say({ok: !old, id: old ? 'compose.old' : 'compose.ok', values: {version}});
}

async function examineDeployment(context: Context, say: Say): Promise<Deployment | undefined> {
    try {
        const {deployment} = await openDeployment(context);
        say({
            ok: true,
            id: 'deployment.ok',
            values: {kind: deployment.kind, name: deployment.name, container: deployment.container.name},
        });
        return deployment;
    } catch (error) {
        if (!isFipsError(error)) {
            throw error;
        }
        say({
            ok: false,
            id: 'deployment.missing',
            values: {problem: speakEnglish(`error.${error.code}.title`, error.data)},
        });
        return undefined;
    }
}

async function examineServer(context: Context, deployment: Deployment, say: Say): Promise<void> {
    const {container} = deployment;
    const localMode = makeLocalMode(context.engine, container);
    const local = await localMode.run('system', 'status');
    const [url = ''] = findBaseUrls(container, context.settings);
    const {answers, database} = await fetchPing(url);
    // A server without its database does not come up, and then has no local mode either: that setting is not to blame.
    const isUp = answers && database !== false;
    say({
        ok: local !== undefined,
        id: local ? 'local_mode.ok' : isUp ? 'local_mode.missing' : 'local_mode.untried',
        values: {container: container.name},
    });
    if (database === false) {
        say({ok: false, id: 'database.down', values: {container: container.name}});
    }
    const answer = await fetch(`${url}/api/v4/system/ping`, {
        redirect: 'error',
        signal: AbortSignal.timeout(5_000),
    }).catch(() => undefined);
    say({ok: answer?.ok === true, id: answer?.ok === true ? 'server.ok' : 'server.missing', values: {url}});
    const serverNow = Date.parse(answer?.headers.get('Date') ?? '');
    if (!Number.isNaN(serverNow)) {
        const offMs = Math.abs(Date.now() - serverNow);
        const ok = offMs < CLOCK_LIMIT_MS;
        say({ok, id: ok ? 'clock.ok' : 'clock.off', values: {seconds: Math.round(offMs / 1000)}});
    }
    const botUserId = context.settings.BOT_USER_ID;
    const bot = botUserId === undefined ? undefined : await findBotMaker(localMode, botUserId);
    say({ok: true, id: bot ? 'queue.ok' : 'queue.missing', values: bot ?? {}});
}

async function examineRegistry(terminal: Terminal, context: Context, deployment: Deployment, say: Say): Promise<void> {
    const image = parseImageReference(deployment.container.imageReference);
    const fips = image && counterpart(image, 'fips', context.settings.IMAGE_PAIRS);
    if (!fips) {
        return;
    }
    const registry = fips.registry === '' ? 'docker.io' : fips.registry;
    const login = await readRegistryLogin(fips.registry, terminal.env);
    if (login.code === 'helper_missing') {
        say({ok: false, id: 'registry.helper', values: {registry, helper: login.helper}});
        return;
    }
    const reference = printImageReference(fips);
    if (await context.engine.fetchImage(reference)) {
        say({ok: true, id: 'registry.local', values: {image: reference}});
        return;
    }
    const answer = await context.engine.fetchFromRegistry(reference);
    const ok = answer.code === 'found' || answer.code === 'absent';
    say({
        ok,
        id: ok ? 'registry.ok' : `registry.${answer.code}`,
        values: {registry, login: login.code, image: reference},
    });
}

function isOlder(version: string, floor: string): boolean {
    const [read, limit] = [parseServerVersion(version), parseServerVersion(floor)];
    return read !== undefined && limit !== undefined && !isAtLeast(read, limit);
}
