import {makeVisible} from '../redaction/printable.ts';

/** Breaks a mention: an escaped `@` still notifies people, because servers look for names in the rendered text. */
const WORD_JOINER = '\u2060';

/**
 * Text that Markdown shows as it is: no format, table cell, HTML, link, mention, hashtag or emoji comes of it. Source: GitHub
 * Flavored Markdown and Mattermost's formatting rules, which also link bare addresses and `@names`.
 */
export function escapeMarkdown(text: string): string {
    return makeVisible(text)
        .replace(/[\\`*_{}[\]<>()#+!|~&^$]/g, (character) => `\\${character}`)
        .replace(/^(\s*\d+)([.)])(?=\s|$)/g, '$1\\$2')
        .replace(/^(\s*)([-=])/g, '$1\\$2')
        .replace(/:\/\//g, ':\\//')
        .replace(/\b(www|mailto)([.:])/gi, '$1\\$2')
        .replace(/(?<!\d):(?=[a-z0-9_+-]+:)/gi, '\\:')
        .replace(/@(?=\w)/g, `@${WORD_JOINER}`);
}

/** One line of code; its fence is longer than any run of backticks inside. */
export function printCodeSpan(code: string): string {
    const fence = '`'.repeat(longestRun(code) + 1);
    return `${fence}${makeVisible(code)}${fence}`;
}

/** Lines of shell, in a fence no line can close. */
export function printCodeBlock(lines: readonly string[], indent = ''): string {
    const visible = lines.map(makeVisible);
    const fence = '`'.repeat(Math.max(3, ...visible.map((line) => longestRun(line) + 1)));
    return [`${fence}sh`, ...visible, fence].map((line) => indent + line).join('\n');
}

function longestRun(text: string): number {
    return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
