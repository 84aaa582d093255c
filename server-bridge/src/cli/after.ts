import {EXIT_CODES, printVisibleJson} from '@fips-readiness/core';
import type {ExitCode, Variant} from '@fips-readiness/core';
import type {AfterVerdict} from '../after/after_report.ts';
import {lookAfter} from '../after/look_after.ts';
import type {Waited} from '../after/wait_for_move.ts';
import {scanDeployed} from '../after/scan_deployed.ts';
import {fetchRuns} from '../journal/run_store.ts';
import {SYSTEM_CLOCK} from '../clock/system_clock.ts';
import {printAfterTable} from './after_table.ts';
import {openFacts} from '../agent/open_agent.ts';
import type {GlobalOptions} from '../agent/open_agent.ts';
import {wrap} from './terminal.ts';
import type {Terminal} from './terminal.ts';
import {describeWaited, waitAtTerminal} from './wait_at_terminal.ts';

export type AfterOptions = GlobalOptions & {
    readonly format: 'table' | 'json';
    readonly expect: Variant;
    /** Minutes to wait for somebody else's change. */
    readonly wait?: number;
};

/**
 * `fips-agent check --after`: is the deployment well, as the variant it shall run? Needs neither a run nor a bot of this agent. With
 * `wait` it first waits for whoever moves it.
 */
export async function after(terminal: Terminal, options: AfterOptions, stop: AbortSignal): Promise<ExitCode> {
    const before = await openFacts(terminal, options);
    const waited =
        options.wait === undefined
            ? undefined
            : await waitAtTerminal(terminal, before, {variant: options.expect, minutes: options.wait, stop});
    if (waited?.code === 'interrupted') {
        return EXIT_CODES.interrupted;
    }
    const {
        agent: {settings},
        deployment,
        facts,
    } = waited ? await openFacts(terminal, options).catch(tellFirst(terminal, waited, options.expect)) : before;
    const report = await lookAfter({
        deployment,
        settings,
        facts,
        runs: await fetchRuns(settings.STATE_DIR),
        scanned: await scanDeployed(deployment, settings.STATE_DIR),
        expected: options.expect,
        clock: SYSTEM_CLOCK,
        signal: stop,
    });
    const told = {...report, ...(waited && {waited})};
    terminal.out.write(options.format === 'json' ? `${printVisibleJson(told)}\n` : printAfterTable(told, terminal));
    return stop.aborted ? EXIT_CODES.interrupted : CODES[report.verdict];
}

/** What was measured is not lost where the deployment cannot be looked at any more. */
function tellFirst(terminal: Terminal, waited: Waited, variant: Variant): (error: unknown) => never {
    return (error) => {
        for (const sentence of describeWaited(waited, variant)) {
            terminal.err.write(`${wrap(sentence, terminal.columns, '')}\n`);
        }
        throw error;
    };
}

const CODES: Readonly<Record<AfterVerdict, ExitCode>> = {
    well: EXIT_CODES.ready,
    needs_attention: EXIT_CODES.needs_attention,
    cannot_tell: EXIT_CODES.cannot_tell,
};
