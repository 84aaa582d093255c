import {EXIT_CODES, isFipsError, printFingerprint} from '@fips-readiness/core';
import type {ExitCode} from '@fips-readiness/core';
import {findAskedDrivers, openAgent, openDeployment} from '../agent/open_agent.ts';
import type {Agent, GlobalOptions} from '../agent/open_agent.ts';
import type {Deployment, Finding} from '../port/driver.ts';
import {findBaseUrls} from '../server/base_urls.ts';
import {findBotMaker} from '../facts/bot_maker.ts';
import {fetchPing} from '../server/fetch_ping.ts';
import {openLocalMode} from '../server/local_mode.ts';
import {readIdentity} from '../state/identity.ts';
import {speakEnglish} from '../words/speak.ts';
import {paint, wrap} from './terminal.ts';
import type {Terminal} from './terminal.ts';

const CLOCK_LIMIT_MS = 60_000;

/** `fips-agent doctor`: tries each thing the agent needs; says what is missing and what to do. Changes nothing. */
export async function doctor(terminal: Terminal, options: GlobalOptions): Promise<ExitCode> {
    const agent = await openAgent(terminal, options);
    const {settings, origins} = agent;
    const swaps = settings.MODE === 'swap';
    let healthy = true;
    const say = (finding: Finding) => {
        healthy &&= finding.ok;
        const mark = markOf(terminal, finding);
        const text = wrap(
            speakEnglish(`doctor.${finding.id}`, finding.values),
            terminal.columns,
            ' '.repeat(11),
        ).trimStart();
        terminal.out.write(`${mark}  ${text}\n`);
    };
    say({ok: true, id: 'settings.ok', values: {count: Object.keys(origins).length}});
    for (const [name, origin] of Object.entries(origins)) {
        terminal.out.write(`             ${name}: ${origin}\n`);
    }
    say({ok: true, id: 'folders.ok', values: {state: settings.STATE_DIR, rescue: settings.RESCUE_DIR}});
    const deployment = await examinePlatform(agent, say);
    await examineIdentity(agent, say);
    if (deployment) {
        await examineServer(agent, deployment, say);
        for await (const finding of deployment.diagnose(swaps)) {
            say(finding);
        }
    }
    if (swaps) {
        say({ok: healthy, id: healthy ? 'mode.swap' : 'mode.swap_lacks'});
    } else {
        say({ok: true, id: 'mode.read_only'});
    }
    return healthy ? EXIT_CODES.ready : EXIT_CODES.not_ready;
}

/** Said and not judged: nothing is missing, and nothing is proved. */
const NOTES: ReadonlySet<string> = new Set(['queue.missing', 'mode.read_only']);

function markOf(terminal: Terminal, {ok, id}: Finding): string {
    if (NOTES.has(id)) {
        return paint(terminal, 'grey', '· note   ');
    }
    return ok ? paint(terminal, 'green', '✓ ok     ') : paint(terminal, 'red', '✗ missing');
}

type Say = (finding: Finding) => void;

/** What runs the deployment, and the deployment itself: of several drivers the one that found it is examined, else the first. */
async function examinePlatform(agent: Agent, say: Say): Promise<Deployment | undefined> {
    const drivers = findAskedDrivers(agent);
    const found = await openDeployment(agent).catch((error: unknown) => error);
    const deployment = isDeployment(found) ? found : undefined;
    const driver = drivers.find(({kind}) => kind === deployment?.target.kind) ?? drivers[0];
    for await (const finding of driver?.diagnose() ?? []) {
        say(finding);
    }
    if (deployment) {
        const {name, instances, jobServers = []} = deployment;
        const kind = speakEnglish('deployment.kind', {kind: deployment.kind});
        const names = instances.map((one) => one.name).join(', ');
        say({ok: true, id: 'deployment.ok', values: {kind, name, names, count: instances.length}});
        if (jobServers.length > 0) {
            say({ok: true, id: 'job_server.ok', values: {names: jobServers.map((one) => one.name).join(', ')}});
        }
        return deployment;
    }
    if (!isFipsError(found)) {
        throw found;
    }
    say({
        ok: false,
        id: 'deployment.missing',
        values: {problem: speakEnglish(`error.${found.code}.title`, found.data)},
    });
    return undefined;
}

function isDeployment(found: unknown): found is Deployment {
    return typeof found === 'object' && found !== null && 'instances' in found;
}

/** The key to compare with the page, where this agent has one; looking makes none. */
async function examineIdentity({settings}: Agent, say: Say): Promise<void> {
    const identity = await readIdentity(settings.STATE_DIR);
    const fingerprint = identity && printFingerprint(identity.keys.publicKey);
    if (fingerprint !== undefined) {
        say({ok: true, id: 'key.ok', values: {fingerprint}});
    }
}

async function examineServer({settings}: Agent, deployment: Deployment, say: Say): Promise<void> {
    const [instance] = deployment.instances;
    const localMode = openLocalMode(deployment);
    const local = await localMode.run('system', 'status');
    const [url = ''] = findBaseUrls(instance, settings);
    const {answers, database} = await fetchPing(url);
    // A server without its database does not come up, and then has no local mode either: that setting is not to blame.
    const isUp = answers && database !== false;
    say({
        ok: local !== undefined,
        id: local ? 'local_mode.ok' : isUp ? 'local_mode.missing' : 'local_mode.untried',
        values: {container: instance.name},
    });
    if (database === false) {
        say({ok: false, id: 'database.down', values: {container: instance.name}});
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
    const botUserId = settings.BOT_USER_ID;
    const bot = botUserId === undefined ? undefined : await findBotMaker(localMode, botUserId);
    say({ok: true, id: bot ? 'queue.ok' : 'queue.missing', values: bot ?? {}});
}
