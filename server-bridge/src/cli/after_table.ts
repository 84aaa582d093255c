import {FIPS_PREPACKAGED, makeVisible} from '@fips-readiness/core';
import {isPluginWrong} from '../after/after_report.ts';
import type {AfterPlugin, AfterReport} from '../after/after_report.ts';
import {ENGLISH, speakEnglish} from '../words/speak.ts';
import type {Waited} from '../after/wait_for_move.ts';
import {paint, wrap} from './terminal.ts';
import type {Terminal} from './terminal.ts';
import {describeWaited} from './wait_at_terminal.ts';

type Mark = 'ok' | 'failed' | 'skipped';
const MARKS = {ok: ['✓', 'green'], failed: ['✗', 'red'], skipped: ['?', 'grey']} as const;
const VERDICT_COLOURS = {well: 'green', needs_attention: 'red', cannot_tell: 'yellow'} as const;

/** The report for people: the verdict first, then layers, plugins, core functions and the log. Names in it are hostile. */
export function printAfterTable(report: AfterReport & {readonly waited?: Waited}, terminal: Terminal): string {
    const {expected, image, verdict} = report;
    const title = (id: string, values = {}) => ['', paint(terminal, 'bold', speakEnglish(id, values))];
    const line = (mark: Mark, text: string) => {
        const [sign, colour] = MARKS[mark];
        return `  ${paint(terminal, colour, sign)} ${wrap(makeVisible(text), terminal.columns, '    ').trimStart()}`;
    };
    const note = (text: string) => wrap(makeVisible(text), terminal.columns, '    ');
    return [
        paint(terminal, VERDICT_COLOURS[verdict], speakEnglish(`after.verdict.${verdict}`, {expected})),
        makeVisible(`${image.reference} · ${image.id}`),
        ...(report.waited ? describeWaited(report.waited, expected) : []).map((text) =>
            wrap(text, terminal.columns, ''),
        ),
        ...title('after.layers'),
        line(
            markMode(report),
            speakEnglish('after.server', {
                mode: speakEnglish(`scan.mode.${report.serverMode}`),
                grade: report.serverGrade,
            }),
        ),
        ...report.layers.map(({layer, state, reason, names}) =>
            line(state, `${speakEnglish(`verify.${layer}.title`)}: ${speakLayer(layer, reason, names)}`),
        ),
        ...title(report.baseline === null ? 'after.plugins_no_baseline' : 'after.plugins', {
            run: report.baseline?.slice(0, 8) ?? '',
        }),
        ...(report.plugins === null
            ? [line('skipped', speakEnglish('verify.plugins.local_mode_off'))]
            : [
                  ...FIPS_PREPACKAGED.ids
                      .filter((id) => !report.plugins?.some((plugin) => plugin.id === id))
                      .map((plugin) => note(speakEnglish('after.plugin_missing', {plugin}))),
                  ...report.plugins.map((plugin) => line(markPlugin(plugin, expected), speakPlugin(plugin))),
              ]),
        note(speakEnglish('after.marketplace')),
        ...title('function.title'),
        ...(report.functions === null
            ? [note(speakEnglish('function.none'))]
            : report.functions.map(({function: name, state, reason, tookMs}) => {
                  const sentence = speakEnglish(reason === null ? `function.${name}.ok` : `function.reason.${reason}`);
                  const text = `${speakEnglish(`function.${name}.title`)}: ${sentence}`;
                  return line(
                      state,
                      tookMs === null ? text : speakEnglish('function.took', {sentence: text, ms: Math.round(tookMs)}),
                  );
              })),
        ...title('start_log.title'),
        ...printLog(report, line, note),
        '',
    ].join('\n');
}

function printLog(
    {startLog}: AfterReport,
    line: (mark: Mark, text: string) => string,
    note: (text: string) => string,
): readonly string[] {
    if (startLog.code === 'unreadable') {
        return [line('skipped', speakEnglish('start_log.unreadable'))];
    }
    const {explained, other, more} = startLog.log;
    return [
        ...(explained.length + other.length === 0 ? [line('ok', speakEnglish('start_log.nothing'))] : []),
        ...explained.flatMap(({code, count, firstAt}) => [
            line(
                'failed',
                speakEnglish('start_log.count', {
                    title: speakEnglish(`start_log.${code}.title`),
                    count,
                    at: firstAt ?? 'none',
                }),
            ),
            note(`→ ${speakEnglish(`start_log.${code}.help`)}`),
        ]),
        ...(other.length > 0 ? [note(speakEnglish('start_log.others'))] : []),
        ...other.map((one) => note(speakEnglish('start_log.other', one))),
        ...(more > 0 ? [note(speakEnglish('start_log.more', {count: more}))] : []),
        ...(startLog.unread.length > 0
            ? [note(speakEnglish('start_log.unread', {names: startLog.unread.join(', ')}))]
            : []),
        ...(startLog.cut ? [note(speakEnglish('start_log.cut'))] : []),
    ];
}

/** A layer's sentence, or this view's own where the usual one speaks of a plan. */
function speakLayer(layer: string, reason: string, names: readonly string[]): string {
    const own = `after.${layer}.${reason}`;
    return speakEnglish(ENGLISH.knows(own) ? own : `verify.${layer}.${reason}`, {names: names.join(', ')});
}

function markMode({serverMode, expected}: AfterReport): Mark {
    if (serverMode === 'unknown' || serverMode === 'no_server_code') {
        return 'skipped';
    }
    return (serverMode === 'fips') === (expected === 'fips') ? 'ok' : 'failed';
}

function markPlugin(plugin: AfterPlugin, expected: AfterReport['expected']): Mark {
    if (isPluginWrong(plugin, expected)) {
        return 'failed';
    }
    return plugin.running && plugin.mode !== 'unknown' ? 'ok' : 'skipped';
}

function speakPlugin({id, version, enabled, running, mode, grade, since}: AfterPlugin): string {
    const text = speakEnglish('after.plugin', {
        plugin: `${id} ${version}`,
        running: running ? 'runs' : enabled === true ? 'enabled' : 'off',
        mode: speakEnglish(`scan.mode.${mode}`),
        grade,
    });
    return since === null || since === 'as_before' ? text : `${text}; ${speakEnglish(`after.since.${since}`)}`;
}
