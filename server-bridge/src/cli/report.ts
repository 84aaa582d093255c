import {writeFile} from 'node:fs/promises';
import {
    describeEvidence,
    EXIT_CODES,
    FipsError,
    printEvidenceCsv,
    printEvidenceHtml,
    printEvidenceMarkdown,
    printSignedEvidence,
} from '@fips-readiness/core';
import type {Evidence, ExitCode} from '@fips-readiness/core';
import {gatherEvidence} from '../evidence/gather_evidence.ts';
import {fetchRuns, findRun} from '../journal/run_store.ts';
import {SYSTEM_CLOCK} from '../clock/system_clock.ts';
import type {Identity} from '../state/identity.ts';
import {ENGLISH, speakEnglish} from '../words/speak.ts';
import {openFacts} from '../agent/open_agent.ts';
import type {GlobalOptions} from '../agent/open_agent.ts';
import {openRunIdentity} from './run_identity.ts';
import type {Terminal} from './terminal.ts';

export const REPORT_FORMATS = ['json', 'markdown', 'csv', 'html'] as const;
type ReportFormat = (typeof REPORT_FORMATS)[number];

export type ReportOptions = GlobalOptions & {readonly format: ReportFormat; readonly out?: string};

/** `fips-agent report [RUN]`: the state now and a run's record, signed. Works while Mattermost is down; needs the engine. */
export async function report(
    terminal: Terminal,
    name: string | undefined,
    options: ReportOptions,
    stop: AbortSignal,
): Promise<ExitCode> {
    const {agent, deployment, facts} = await openFacts(terminal, options);
    const {settings} = agent;
    const {STATE_DIR: stateDirectory} = settings;
    const runs = await fetchRuns(stateDirectory);
    const run = name === undefined ? runs.at(-1) : await findRun(stateDirectory, name);
    if (!run && name !== undefined) {
        throw new FipsError('no_run', {run: name});
    }
    const evidence = await gatherEvidence({
        deployment,
        settings,
        facts,
        runs,
        run,
        clock: SYSTEM_CLOCK,
        signal: stop,
    });
    const text = printEvidence(evidence, options.format, await openRunIdentity(agent));
    if (options.out === undefined) {
        terminal.out.write(text);
    } else {
        const file = options.out;
        await writeFile(file, text, {flag: 'wx', mode: 0o600}).catch(() => {
            throw new FipsError('report_not_written', {file});
        });
        terminal.err.write(`${speakEnglish('evidence.written', {file})}\n`);
    }
    return stop.aborted ? EXIT_CODES.interrupted : EXIT_CODES.ready;
}

function printEvidence(evidence: Evidence, format: ReportFormat, {keys}: Identity): string {
    if (format === 'json') {
        return printSignedEvidence(evidence, keys);
    }
    const sections = describeEvidence(evidence, ENGLISH);
    const [title, note] = [speakEnglish('evidence.title'), speakEnglish('evidence.note')];
    switch (format) {
        case 'markdown':
            return printEvidenceMarkdown(title, note, sections);
        case 'csv':
            return printEvidenceCsv(sections);
        case 'html':
            return printEvidenceHtml(title, note, sections);
    }
}
