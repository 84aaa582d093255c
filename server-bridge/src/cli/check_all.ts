import {EXIT_CODES} from '@fips-readiness/core';
import type {ExitCode} from '@fips-readiness/core';
import {listDeployments} from '../agent/list_deployments.ts';
import type {GlobalOptions} from '../agent/open_agent.ts';
import {speakEnglish} from '../words/speak.ts';
import {checkListed} from './check_listed.ts';
import type {ListedCheck} from './check_listed.ts';
import {makeListPrinter} from './list_printer.ts';
import type {ListFormat} from './list_printer.ts';
import {mapInOrder} from './map_in_order.ts';
import {makeProgress} from './progress.ts';
import type {Terminal} from './terminal.ts';

export type CheckAllOptions = GlobalOptions & {
    readonly format: ListFormat;
    readonly strict: boolean;
    readonly back: boolean;
};

/** A cluster that serves many sites is not to notice. */
const MOST_AT_ONCE = 4;

/** The worst one first: a list ends with the worst code of its checks. */
const WORST_FIRST: readonly ExitCode[] = [
    EXIT_CODES.bug,
    EXIT_CODES.not_ready,
    EXIT_CODES.cannot_tell,
    EXIT_CODES.unaccepted_warnings,
    EXIT_CODES.ready,
];

/**
 * `fips-agent check --all-namespaces`: checks each deployment the platform lists and prints a line for each, as it comes. Changes
 * nothing. The sentence at the end is on standard error where standard output is for programs.
 */
export async function checkAll(terminal: Terminal, options: CheckAllOptions): Promise<ExitCode> {
    const {settings, listed} = await listDeployments(terminal, options);
    const progress = makeProgress(terminal);
    const printer = makeListPrinter(options.format);
    const ended = new Map<ExitCode, number>();
    let [done, there] = [0, 0];
    const checks = mapInOrder(listed, MOST_AT_ONCE, async (one) => ({
        total: one.total,
        check: await checkListed(one, {
            settings,
            direction: options.back ? 'to_standard' : 'to_fips',
            strict: options.strict,
            now: terminal.now,
        }),
    }));
    terminal.out.write(printer.start);
    try {
        for await (const {check, total} of checks) {
            done += 1;
            there += isThere(check) ? 1 : 0;
            ended.set(check.exit, (ended.get(check.exit) ?? 0) + 1);
            progress.clear();
            terminal.out.write(printer.print(check));
            progress.show(speakEnglish('check_all.progress', {done, total}));
        }
    } finally {
        progress.clear();
    }
    terminal.out.write(printer.end);
    const blocked = ended.get(EXIT_CODES.not_ready) ?? 0;
    const open = (ended.get(EXIT_CODES.cannot_tell) ?? 0) + (ended.get(EXIT_CODES.bug) ?? 0);
    const summary = speakEnglish(done === 0 ? 'check_all.none' : 'check_all.summary', {
        total: done,
        ready: done - there - blocked - open,
        there,
        blocked,
        open,
    });
    (options.format === 'table' ? terminal.out : terminal.err).write(`${summary}\n`);
    // Of nothing that was looked at, nothing is known.
    return WORST_FIRST.find((code) => ended.has(code)) ?? EXIT_CODES.cannot_tell;
}

function isThere({report}: ListedCheck): boolean {
    return report?.verdict.code === 'already_there';
}
