import {ERRORS, EXIT_CODES} from '@fips-readiness/core';
import {page, table} from './markdown.ts';

const MEANING: Readonly<Record<keyof typeof EXIT_CODES, string>> = {
    ready: 'The command did what it says; of `check`: ready (with `--all-namespaces` each of them); of `apply` and `rollback`: succeeded; of `watch`: nothing is wrong.',
    not_ready: '`check`, `plan`, `rehearse`, `doctor`, `bring-list`: something has to be fixed or carried in first.',
    cannot_tell:
        'A fact is missing, and the report says which and why; of `check --all-namespaces`: one of them cannot be checked, or there is none.',
    unaccepted_warnings: '`check --strict`: a warning is not accepted.',
    rolled_back: 'The run failed and was rolled back automatically: the deployment is as it was.',
    needs_attention:
        'The site is up, and a person has to look: the output says at what; of `watch`: something has drifted.',
    refused: 'The run was not started, and nothing was changed.',
    cancelled: 'Somebody cancelled the run before its first change, or answered no.',
    usage: 'The command line is wrong, or an answer was missing.',
    unreachable: 'The engine, the cluster or the server does not answer.',
    bug: 'A bug of ours.',
    no_permission: 'This user may not do that.',
    configuration: 'A setting, a file or this Node does not fit.',
    interrupted: 'A signal stopped the command; `fips-agent apply --resume` resumes a run.',
};

/** docs/reference/exit_codes.md: what a script can rely on. */
export function printExitCodesPage(): string {
    return page([
        '# Exit codes',
        'What `fips-agent` ends with. Codes are permanent; each error links to its words.',
        table(
            ['Code', 'Name', 'Meaning', 'Errors'],
            Object.entries(EXIT_CODES).map(([name, code]) => [
                String(code),
                `\`${name}\``,
                MEANING[name as keyof typeof EXIT_CODES],
                Object.entries(ERRORS)
                    .filter(([, {exit}]) => exit === code)
                    .map(([error]) => `[${error}](errors.md#${error})`)
                    .join(', '),
            ]),
        ),
    ]);
}
