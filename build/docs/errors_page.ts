import {ERRORS, WORDS} from '@fips-readiness/core';
import type {ErrorEntry} from '@fips-readiness/core';
import {page, table} from './markdown.ts';

const MENDED_BY: Readonly<Record<ErrorEntry['blame'], string>> = {
    user: 'whoever typed it',
    environment: 'the environment',
    fips_readiness: 'us: it is a bug',
};

/** docs/reference/errors.md: every way in which the agent is unable to go on. */
export function printErrorsPage(): string {
    const entries: readonly (readonly [string, ErrorEntry])[] = Object.entries(ERRORS);
    return page([
        '# Errors',
        'Every way in which the agent is unable to go on. Words in {braces} are filled in. Codes are permanent. What each exit code means: [exit codes](exit_codes.md).',
        ...entries.map(([code, entry]) =>
            [
                `## \`${code}\``,
                `**${WORDS[`error.${code}.title`] ?? code}**`,
                entry.explanation,
                `What to do: ${entry.help}`,
                table(
                    ['Mended by', 'Leaves the deployment', 'Trying again helps', 'Exit code'],
                    [[MENDED_BY[entry.blame], entry.leaves, entry.retry ? 'yes' : 'no', String(entry.exit)]],
                ),
            ].join('\n\n'),
        ),
    ]);
}
