import {describeResult} from '../results/describe_result.ts';
import type {DescribedRemedy} from '../results/describe_result.ts';
import {GROUPS} from '../results/result.ts';
import type {Result} from '../results/result.ts';
import type {Speak} from '../words/speak.ts';
import {escapeMarkdown, printCodeBlock, printCodeSpan} from './escape_markdown.ts';
import type {ReadinessReport} from './readiness_report.ts';
import {speakVerdict} from './speak_verdict.ts';

/** The report as Markdown that a post, a ticket or a file may hold: foreign text in it links, mentions and formats nothing. */
export function printMarkdownReport(report: ReadinessReport, speak: Speak): string {
    const {deployment} = report;
    const lines = [
        `# ${escapeMarkdown(speak('report.title'))}`,
        `**${escapeMarkdown(speakVerdict(report, speak))}**`,
        [
            speak('report.made_at', {at: report.madeAt}),
            ...[deployment.kind, deployment.name, deployment.serverVersion, deployment.image].filter(
                (one) => one !== '',
            ),
        ]
            .map(escapeMarkdown)
            .join(' · '),
    ];
    for (const group of GROUPS) {
        const results = report.results.filter((result) => result.group === group);
        if (results.length > 0) {
            lines.push(
                `## ${escapeMarkdown(speak(`group.${group}`))}`,
                ...results.map((one) => printResult(one, speak)),
            );
        }
    }
    return `${lines.join('\n\n')}\n`;
}

function printResult(result: Result, speak: Speak): string {
    const described = describeResult(result, speak);
    const state = speak(`state.${result.accepted ? 'accepted' : result.state}`);
    const head = `### ${escapeMarkdown(state)}: ${escapeMarkdown(described.title)}`;
    const lines = [head, escapeMarkdown(described.sentence)];
    if (result.accepted) {
        const {why, by, at} = result.accepted;
        lines.push(escapeMarkdown(speak('report.accepted', {why, by, at})));
    }
    if (result.state !== 'pass') {
        lines.push(escapeMarkdown(described.why), ...described.remedies.map(printRemedy));
    }
    const observers = result.observedBy.map((source) => speak(`source.${source}`)).join(', ');
    if (result.observedAt !== null) {
        lines.push(escapeMarkdown(speak('report.observed', {observers, at: result.observedAt})));
    }
    return lines.join('\n\n');
}

function printRemedy({text, commands, consolePath}: DescribedRemedy): string {
    const parts = [`- ${escapeMarkdown(text)}`];
    if (consolePath !== undefined) {
        parts.push(`  ${printCodeSpan(consolePath)}`);
    }
    if (commands.length > 0) {
        parts.push(printCodeBlock(commands, '  '));
    }
    return parts.join('\n\n');
}
