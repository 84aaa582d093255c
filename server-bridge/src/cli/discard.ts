import {EXIT_CODES} from '@fips-readiness/core';
import type {ExitCode} from '@fips-readiness/core';
import {discard as discardKept, requireDiscardable} from '../run/discard.ts';
import {enterRun} from '../run/enter_run.ts';
import {takeRunLock} from '../run/run_lock.ts';
import {SYSTEM_CLOCK} from '../clock/system_clock.ts';
import {speakEnglish} from '../words/speak.ts';
import {makeHostActor, requireSwapMode} from './apply.ts';
import {chooseRun} from './choose_run.ts';
import {openAgent} from '../agent/open_agent.ts';
import type {GlobalOptions} from '../agent/open_agent.ts';
import {confirm} from './init.ts';
import type {Terminal} from './terminal.ts';

export type DiscardOptions = GlobalOptions & {readonly yes: boolean};

/** `fips-agent discard [RUN]`: gives up the way back of a run: the kept container, the old image and its copy on disk. */
export async function discard(
    terminal: Terminal,
    name: string | undefined,
    options: DiscardOptions,
): Promise<ExitCode> {
    const agent = await openAgent(terminal, options);
    const {settings} = agent;
    requireSwapMode(agent);
    const run = await chooseRun(settings.STATE_DIR, name);
    requireDiscardable(run);
    const shown = {run: run.runId.slice(0, 8), image: run.plan.from.reference};
    await confirm(terminal, options.yes, speakEnglish('run.discard_question', shown));
    const lock = await takeRunLock(settings.STATE_DIR);
    try {
        const {changer, leave} = await enterRun(agent, run, terminal.now());
        try {
            const by = makeHostActor(changer);
            await discardKept({changer, settings, clock: SYSTEM_CLOCK, by}, run);
        } finally {
            await leave();
        }
    } finally {
        await lock.release();
    }
    terminal.out.write(`${speakEnglish('run.discarded', shown)}\n`);
    return EXIT_CODES.ready;
}
