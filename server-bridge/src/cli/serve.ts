import {EXIT_CODES, FipsError} from '@fips-readiness/core';
import type {ExitCode, QueuePost} from '@fips-readiness/core';
import type {Deployment} from '../port/driver.ts';
import {findBaseUrls} from '../server/base_urls.ts';
import {makeLogger} from '../log/logger.ts';
import {openWakeUp} from '../queue/wake_up.ts';
import {openOutbox} from '../queue/outbox.ts';
import {CallError, makeQueueClient, readToken} from '../server/queue_client.ts';
import {makeRunPosts} from '../queue/run_posts.ts';
import {serve as serveQueue} from '../queue/serve.ts';
import {keepAnchor} from '../journal/anchors.ts';
import {makeRunService} from '../run/run_service.ts';
import type {RunService, RunNews} from '../run/run_service.ts';
import {SYSTEM_CLOCK} from '../clock/system_clock.ts';
import type {Settings} from '../settings/settings.ts';
import {openClaims} from '../state/claims.ts';
import {openIdentity} from '../state/identity.ts';
import {openQueueStart} from '../state/queue_start.ts';
import {takeServedLock} from '../state/served.ts';
import {openStateDirectory} from '../state/state_directory.ts';
import {VERSION} from '../version.ts';
import {lendDeployment, lookAt, openAgent, openDeployment, openFacts} from '../agent/open_agent.ts';
import type {Agent, GlobalOptions} from '../agent/open_agent.ts';
import type {Terminal} from './terminal.ts';

/** `fips-agent serve`: answers the page until it is told to stop (SIGTERM, SIGINT, `fips-agent uninstall`). */
export async function serve(terminal: Terminal, options: GlobalOptions, told: AbortSignal): Promise<ExitCode> {
    const agent = await openAgent(terminal, options);
    const {settings} = agent;
    await openStateDirectory(settings.STATE_DIR);
    const asked = new AbortController();
    const served = await takeServedLock(settings.STATE_DIR, () => asked.abort());
    try {
        return await answerPage(terminal, options, agent, AbortSignal.any([told, asked.signal]));
    } finally {
        await served.release();
    }
}

async function answerPage(
    terminal: Terminal,
    options: GlobalOptions,
    agent: Agent,
    stop: AbortSignal,
): Promise<ExitCode> {
    const {settings} = agent;
    const token = await readToken(need(settings, 'TOKEN_FILE'));
    const pin = {
        teamId: need(settings, 'TEAM_ID'),
        channelId: need(settings, 'CHANNEL_ID'),
        botUserId: need(settings, 'BOT_USER_ID'),
    };
    const identity = await openIdentity(settings.STATE_DIR);
    const log = makeLogger(settings.LOG_LEVEL, terminal.err);
    const openService = (ports: {
        readonly onNews: (news: RunNews) => Promise<void>;
        readonly guard: () => Promise<boolean>;
    }): RunService =>
        makeRunService({
            ...ports,
            open: () => openFacts(terminal, options, 'whole'),
            agent,
            fingerprintKey: identity.keys.secret,
            now: terminal.now,
            stop,
        });
    const found = await openDeployment(agent).catch(async (error: unknown) => {
        // Ended in the middle of a recreate there may be no container: bringing one back comes before speaking of it.
        const desk = openService({onNews: () => Promise.resolve(), guard: () => Promise.resolve(true)});
        if (!(await desk.resume())) {
            throw error;
        }
        await desk.idle();
        return openDeployment(agent);
    });
    const {kind, name, service} = found;
    log.info('agent_started', {version: VERSION, mode: settings.MODE, deployment: {kind, name, service}});
    // The client library writes to the console: standard output is kept for the command's own answer.
    console.log = () => undefined;
    let url = await locate(agent, found);
    const client = makeQueueClient(url, token);
    const wakeUp = openWakeUp(url, token, pin.channelId, log);
    const relocate = async () => {
        const address = await locate(agent, await openDeployment(agent).catch(() => found));
        if (address !== url) {
            url = address;
            client.moveTo(url);
        }
        // A server that was away knows nothing of the old connection and its sequence: a new one is opened.
        wakeUp.moveTo(url);
    };
    try {
        await serveQueue({
            client,
            pin,
            identity,
            agentVersion: VERSION,
            mode: settings.MODE,
            deployment: {kind, name, service},
            openRuns: (voice) => makeRunPosts(voice, settings, SYSTEM_CLOCK, stop, openService),
            // Looked up afresh each time: a recreated container has another id.
            gather: () => lendDeployment(agent, (now) => lookAt(settings, now, 'known', terminal.now)),
            openStart: (nowMs) => openQueueStart(settings.STATE_DIR, pin.channelId, nowMs),
            claims: await openClaims(settings.STATE_DIR, terminal.now()),
            outbox: await openOutbox(settings.STATE_DIR),
            log,
            now: terminal.now,
            ring: wakeUp.ring,
            relocate,
            keepAnchor: (runId, anchor) => keepAnchor(settings.STATE_DIR, runId, anchor),
            confirmServer: (post) => confirmServer(agent, token, post),
            stop,
        });
    } finally {
        wakeUp.close();
        log.info('agent_stopped');
    }
    return EXIT_CODES.ready;
}

/** The server's address inside: as pinned, else the instance's own, the first that answers. */
async function locate({settings}: Agent, {instances: [instance]}: Deployment): Promise<string> {
    const addresses = findBaseUrls(instance, settings);
    for (const address of addresses) {
        const answer = await fetch(`${address}/api/v4/system/ping`, {
            redirect: 'error',
            signal: AbortSignal.timeout(3_000),
        }).catch(() => undefined);
        if (answer?.ok === true) {
            return address;
        }
    }
    return addresses[0] ?? 'http://127.0.0.1:8065';
}

/** Looks for the request where the instance itself listens, when the settings pin another address (security.md rule 11). */
async function confirmServer(agent: Agent, token: string, post: QueuePost): Promise<boolean | undefined> {
    if (agent.settings.MATTERMOST_URL === undefined) {
        return true;
    }
    const {
        instances: [{urls}],
    } = await openDeployment(agent);
    for (const address of urls) {
        const thread = await makeQueueClient(address, token)
            .fetchThread(post.id)
            .catch((error: unknown) =>
                error instanceof CallError && error.failure !== 'unavailable'
                    ? ([] as readonly QueuePost[])
                    : undefined,
            );
        if (thread) {
            return thread.some((one) => one.id === post.id && one.create_at === post.create_at);
        }
    }
    return undefined;
}

type Needed = 'TOKEN_FILE' | 'TEAM_ID' | 'CHANNEL_ID' | 'BOT_USER_ID';

function need(settings: Settings, name: Needed): string {
    const value = settings[name];
    if (value === undefined) {
        throw new FipsError('not_connected', {setting: name});
    }
    return value;
}
