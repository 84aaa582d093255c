import {isObserved} from '@fips-readiness/core';
import type {Variant} from '@fips-readiness/core';
import {waitForMove} from '../after/wait_for_move.ts';
import type {Waited} from '../after/wait_for_move.ts';
import {lendDeployment, openDeployment} from '../agent/open_agent.ts';
import type {OpenFacts} from '../agent/open_agent.ts';
import {SYSTEM_CLOCK} from '../clock/system_clock.ts';
import {makeDoorWatch} from '../run/downtime_watch.ts';
import {findBaseUrls} from '../server/base_urls.ts';
import {speakEnglish} from '../words/speak.ts';
import {makeProgress} from './progress.ts';
import {wrap} from './terminal.ts';
import type {Terminal} from './terminal.ts';

const MINUTE_MS = 60_000;
/** Nobody knows when it begins: it may go on for hours. */
const PING_EVERY_MS = 500;

/** Waits for somebody else's move and says how far it is, each time that changes. */
export async function waitAtTerminal(
    terminal: Terminal,
    {agent, facts}: Pick<OpenFacts, 'agent' | 'facts'>,
    {variant, minutes, stop}: {readonly variant: Variant; readonly minutes: number; readonly stop: AbortSignal},
): Promise<Waited> {
    const {settings} = agent;
    const line = makeProgress(terminal);
    const say = speakEnglish;
    const write = (sentence: string): void => {
        line.clear();
        terminal.err.write(`${wrap(sentence, terminal.columns, '')}\n`);
    };
    let told = '';
    let reached = new AbortController();
    const waited = await waitForMove({
        look: () => lendDeployment(agent, (found) => Promise.resolve(found)),
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
                    ({instances}) => instances.flatMap((instance) => findBaseUrls(instance, settings)),
                    () => [],
                );
            },
        }),
        limitMs: minutes * MINUTE_MS,
        clock: SYSTEM_CLOCK,
        signal: stop,
        onLook: (progress, elapsedMs) => {
            const now = progress
                ? say('after.wait.progress', {
                      through: progress.through,
                      starting: progress.begun - progress.through,
                      all: progress.all,
                      variant,
                  })
                : say('after.wait.away', {});
            if (now !== told) {
                if (told === '' && progress?.through !== progress?.all) {
                    write(say('after.wait.begun', {minutes}));
                }
                write(now);
                told = now;
            }
            line.show(say('after.wait.elapsed', {seconds: Math.round(elapsedMs / 1000)}));
        },
    }).finally(() => reached.abort());
    line.clear();
    if (waited.code === 'interrupted') {
        write(say('after.wait.interrupted', {}));
    }
    return waited;
}
