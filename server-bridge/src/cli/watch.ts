import {EXIT_CODES, FipsError, foldRun} from '@fips-readiness/core';
import type {ExitCode, RunEvent} from '@fips-readiness/core';
import {findRescueFolder} from '../journal/rescue_folder.ts';
import {readStoredJournal} from '../journal/journal.ts';
import {fetchRuns, findRun} from '../journal/run_store.ts';
import {SYSTEM_CLOCK} from '../clock/system_clock.ts';
import {exitCodeOf} from './apply.ts';
import {openAgent} from '../agent/open_agent.ts';
import {makeRunPrinter} from './run_printer.ts';
import type {Terminal} from './terminal.ts';
import {watchDeployment} from './watch_deployment.ts';
import type {WatchOptions} from './watch_deployment.ts';

const EVERY_MS = 500;

/**
 * `fips-agent watch [RUN]`: follows a run by its journal until it ends, whoever carries it out; works while Mattermost is down.
 * Without a name, and with no run that goes on, it watches what has become of the last one.
 */
export async function watch(
    terminal: Terminal,
    name: string | undefined,
    options: WatchOptions,
    stop: AbortSignal,
): Promise<ExitCode> {
    const {settings} = await openAgent(terminal, options);
    const open = (await fetchRuns(settings.STATE_DIR)).findLast(({state}) => state.end === undefined);
    if (name === undefined && !open) {
        return watchDeployment(terminal, options, stop);
    }
    const run = name === undefined ? open : await findRun(settings.STATE_DIR, name);
    if (!run) {
        throw new FipsError('no_run', {run: name ?? ''});
    }
    const printer = makeRunPrinter(terminal, run.plan, settings, run.runId);
    let told = 0;
    while (!stop.aborted) {
        const events: readonly RunEvent[] = (await readStoredJournal(run.folder))?.events ?? run.events;
        events.slice(told).forEach(printer.event);
        told = events.length;
        const state = foldRun(events);
        if (state.end !== undefined) {
            printer.end(state);
            return exitCodeOf(state);
        }
        await SYSTEM_CLOCK.sleep(EVERY_MS, stop);
    }
    terminal.err.write(`${findRescueFolder(settings.RESCUE_DIR, run.runId)}\n`);
    return EXIT_CODES.interrupted;
}
