import {readFile} from 'node:fs/promises';
import {EXIT_CODES, FipsError, makeVisible, verifyEvidence} from '@fips-readiness/core';
import type {ExitCode} from '@fips-readiness/core';
import {speakEnglish} from '../words/speak.ts';
import {wrap} from './terminal.ts';
import type {Terminal} from './terminal.ts';

/** `fips-agent verify-report FILE`: does it fit together, and which key signed it, the one of `--key`? 0 consistent, 21 not. */
export async function verifyReport(terminal: Terminal, file: string, key: string | undefined): Promise<ExitCode> {
    const verdict = verifyEvidence(await readFile(file, 'utf8').catch(() => ''), key);
    if (verdict.code === 'not_a_report') {
        throw new FipsError('report_unreadable', {file});
    }
    const {code, broken, fingerprint, madeAt, run} = verdict;
    const lines = [
        speakEnglish(`evidence.verdict.${code}`),
        ...broken.map((one) => `- ${speakEnglish(`evidence.broken.${one}`)}`),
        speakEnglish(broken.includes('signature') ? 'evidence.not_signed_by' : 'evidence.signed_by', {fingerprint}),
        run === null ? speakEnglish('evidence.no_run', {at: madeAt}) : sayAnchor(run),
    ];
    terminal.out.write(`${lines.map((line) => wrap(makeVisible(line), terminal.columns, '  ')).join('\n')}\n`);
    return code === 'consistent' ? EXIT_CODES.ready : EXIT_CODES.needs_attention;
}

function sayAnchor({
    anchoredIn,
    ...run
}: {
    readonly runId: string;
    readonly events: number;
    readonly head: string;
    readonly anchoredIn: readonly string[];
}): string {
    return anchoredIn.length === 0
        ? speakEnglish('evidence.anchor', run)
        : speakEnglish('evidence.anchored', {...run, posts: anchoredIn.join(', ')});
}
