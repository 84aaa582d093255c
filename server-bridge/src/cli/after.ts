import {EXIT_CODES, printVisibleJson} from '@fips-readiness/core';
import type {ExitCode, Variant} from '@fips-readiness/core';
import type {AfterVerdict} from '../after/after_report.ts';
import {lookAfter} from '../after/look_after.ts';
import {scanDeployed} from '../after/scan_deployed.ts';
import {fetchRuns} from '../journal/run_store.ts';
import {SYSTEM_CLOCK} from '../clock/system_clock.ts';
import {printAfterTable} from './after_table.ts';
import {openFacts} from '../agent/open_agent.ts';
import type {GlobalOptions} from '../agent/open_agent.ts';
import type {Terminal} from './terminal.ts';

export type AfterOptions = GlobalOptions & {readonly format: 'table' | 'json'; readonly expect: Variant};

/** `fips-agent check --after`: is the deployment well, as the variant it shall run? Needs neither a run nor a bot of this agent. */
export async function after(terminal: Terminal, options: AfterOptions, stop: AbortSignal): Promise<ExitCode> {
    const {
        agent: {settings},
        deployment,
        facts,
    } = await openFacts(terminal, options);
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
    terminal.out.write(options.format === 'json' ? `${printVisibleJson(report)}\n` : printAfterTable(report, terminal));
    return stop.aborted ? EXIT_CODES.interrupted : CODES[report.verdict];
}

const CODES: Readonly<Record<AfterVerdict, ExitCode>> = {
    well: EXIT_CODES.ready,
    needs_attention: EXIT_CODES.needs_attention,
    cannot_tell: EXIT_CODES.cannot_tell,
};
