import {
    describeDrift,
    describeUpcoming,
    EXIT_CODES,
    findDrift,
    findSettled,
    findUpcoming,
    makeVisible,
    printVisibleJson,
} from '@fips-readiness/core';
import type {Drift, ExitCode, Settled, Upcoming} from '@fips-readiness/core';
import {fetchRuns} from '../journal/run_store.ts';
import {SYSTEM_CLOCK} from '../clock/system_clock.ts';
import {speakEnglish} from '../words/speak.ts';
import {lendDeployment, lookAt, openAgent} from '../agent/open_agent.ts';
import type {GlobalOptions} from '../agent/open_agent.ts';
import {paint, wrap} from './terminal.ts';
import type {Terminal} from './terminal.ts';

export type WatchOptions = GlobalOptions & {
    readonly once: boolean;
    readonly every: number;
    readonly format: (typeof WATCH_FORMATS)[number];
};

export const WATCH_FORMATS = ['table', 'json'] as const;

const MINUTE_MS = 60_000;

type Seen = {
    readonly at: string;
    readonly settled: Settled | undefined;
    readonly drift: readonly Drift[];
    readonly upcoming: readonly Upcoming[];
};

/**
 * Looks at the deployment again and again and says what has slipped since the last run that stayed, each time that changes; with
 * `once` a single time. 0 nothing is wrong, 21 something is. Changes nothing.
 */
export async function watchDeployment(terminal: Terminal, options: WatchOptions, stop: AbortSignal): Promise<ExitCode> {
    let told = '';
    for (;;) {
        const seen = await look(terminal, options);
        const {at, ...found} = seen;
        const now = JSON.stringify(found);
        if (now !== told) {
            terminal.out.write(options.format === 'json' ? `${printVisibleJson(seen, 0)}\n` : print(terminal, seen));
            told = now;
        }
        if (!options.once) {
            terminal.err.write(`${speakEnglish('watch.looked', {at, minutes: options.every})}\n`);
            await SYSTEM_CLOCK.sleep(options.every * MINUTE_MS, stop);
        }
        if (options.once || stop.aborted) {
            return seen.drift.some(({wrong}) => wrong) ? EXIT_CODES.needs_attention : EXIT_CODES.ready;
        }
    }
}

async function look(terminal: Terminal, options: GlobalOptions): Promise<Seen> {
    const agent = await openAgent(terminal, options);
    const facts = await lendDeployment(agent, (found) => lookAt(agent.settings, found, 'known', terminal.now));
    const settled = findSettled(await fetchRuns(agent.settings.STATE_DIR));
    const now = terminal.now();
    return {
        at: now.toISOString(),
        settled,
        drift: findDrift(facts, settled, now.getTime()),
        upcoming: findUpcoming(facts),
    };
}

function print(terminal: Terminal, {at, settled, drift, upcoming}: Seen): string {
    const line = (text: string) => wrap(makeVisible(text), terminal.columns, '  ');
    const none = settled ? 'drift.none' : 'drift.none_by_hand';
    return [
        paint(terminal, 'bold', `${at}  ${speakEnglish('drift.title')}`),
        ...(drift.length === 0 ? [line(speakEnglish(none))] : []),
        ...drift.map((one) => line(`${one.wrong ? '✗' : '·'} ${describeDrift(one, speakEnglish, (time) => time)}`)),
        ...(upcoming.length === 0 ? [] : ['', paint(terminal, 'bold', speakEnglish('drift.upcoming_title'))]),
        ...upcoming.map((one) => line(`· ${describeUpcoming(one, speakEnglish)}`)),
        '',
    ].join('\n');
}
