import {isObserved} from '@fips-readiness/core';
import type {Variant} from '@fips-readiness/core';
import {waitForMove} from '../after/wait_for_move.ts';
import type {MoveProgress, Waited} from '../after/wait_for_move.ts';
import {lendDeployment, openDeployment} from '../agent/open_agent.ts';
import type {OpenFacts} from '../agent/open_agent.ts';
import {SYSTEM_CLOCK} from '../clock/system_clock.ts';
import type {Deployment} from '../port/driver.ts';
import {makeDoorWatch} from '../downtime/door_watch.ts';
import {findBaseUrls} from '../server/base_urls.ts';
import {fetchPing} from '../server/fetch_ping.ts';
import {speakEnglish} from '../words/speak.ts';
import {makeProgress} from './progress.ts';
import {wrap} from './terminal.ts';
import type {Terminal} from './terminal.ts';

const MINUTE_MS = 60_000;
/** Nobody knows when it begins: it may go on for hours. */
const PING_EVERY_MS = 500;

/** Waits for somebody else's move and says how far it is, each time that changes. Throws FipsError. */
export async function waitAtTerminal(
    terminal: Terminal,
    {agent, deployment, facts}: OpenFacts,
    {variant, minutes, stop}: {readonly variant: Variant; readonly minutes: number; readonly stop: AbortSignal},
): Promise<Waited> {
    const {settings} = agent;
    const line = makeProgress(terminal);
    const write = (sentence: string): void => {
        line.clear();
        terminal.err.write(`${wrap(sentence, terminal.columns, '')}\n`);
    };
    // Another deployment may be found while this one has no instance.
    const only = (found: Deployment) => (nameOf(found) === nameOf(deployment) ? found : undefined);
    let told = '';
    let reached = new AbortController();
    const waited = await waitForMove({
        look: () => lendDeployment(agent, (found) => Promise.resolve(only(found))),
        answers: async (instance) => {
            const pings = await Promise.all(findBaseUrls(instance, settings).map(fetchPing));
            return pings.some(({answers}) => answers);
        },
        variant,
        pairs: settings.IMAGE_PAIRS,
        doors: makeDoorWatch({
            clock: SYSTEM_CLOCK,
            siteUrl: (isObserved(facts.deployment) ? facts.deployment.value.siteUrl : settings.SITE_URL) ?? '',
            mayHold: () => false,
            everyMs: PING_EVERY_MS,
            findUrls: () => {
                reached.abort();
                reached = new AbortController();
                return openDeployment(agent, reached.signal).then(
                    (found) => only(found)?.instances.flatMap((one) => findBaseUrls(one, settings)) ?? [],
                    () => [],
                );
            },
        }),
        limitMs: minutes * MINUTE_MS,
        clock: SYSTEM_CLOCK,
        signal: stop,
        onLook: ({seen, elapsedMs, isOver}) => {
            const now = describeProgress(seen, variant);
            if (told === '' && !isOver) {
                write(speakEnglish('after.wait.begun', {minutes}));
            }
            if (now !== told) {
                write(now);
                told = now;
            }
            line.show(speakEnglish('after.wait.elapsed', {seconds: Math.round(elapsedMs / 1000)}));
        },
    }).finally(() => {
        reached.abort();
        line.clear();
    });
    if (waited.code === 'interrupted') {
        write(speakEnglish('after.wait.interrupted'));
    }
    return waited;
}

/** What there is to say of a wait that has ended: how far it came, how long it took, and what did not answer meanwhile. */
export function describeWaited({code, seen, tookMs, downtime}: Waited, variant: Variant): readonly string[] {
    const [inside, atSite] = [downtime.container, downtime.frontDoor].map((ms) =>
        ms === null ? undefined : (ms / 1000).toFixed(1),
    );
    return [
        ...(code === 'not_moved' ? [`${speakEnglish('after.wait.over')} ${describeProgress(seen, variant)}`] : []),
        ...(code === 'unnamed' ? [speakEnglish('after.wait.unnamed')] : []),
        ...(tookMs === null ? [] : [speakEnglish('after.wait.took', {variant, seconds: Math.round(tookMs / 1000)})]),
        ...(inside === undefined ? [] : [speakEnglish('after.wait.silent_server', {seconds: inside})]),
        ...(atSite === undefined ? [] : [speakEnglish('after.wait.silent_site', {seconds: atSite})]),
    ];
}

function describeProgress(seen: MoveProgress | null, variant: Variant): string {
    if (seen === null) {
        return speakEnglish('after.wait.away');
    }
    const {begun, through, unnamed, all} = seen;
    const said = speakEnglish('after.wait.progress', {through, starting: begun - through, all, variant});
    return unnamed > 0 ? `${said} ${speakEnglish('after.wait.some_unnamed', {unnamed})}` : said;
}

/** Where it is and how it is called: what is made anew there under the same name is the same deployment. */
function nameOf({target, service}: Deployment): string {
    const namespace = target.kind === 'kubernetes' ? target.namespace : '';
    return JSON.stringify([target.kind, target.identity, namespace, target.name, service]);
}
