import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {printChecksPage} from './checks_page.ts';
import {printCliPage} from './cli_page.ts';
import {printErrorsPage} from './errors_page.ts';
import {printEventsPage} from './events_page.ts';
import {printExitCodesPage} from './exit_codes_page.ts';
import {printFactsPage} from './facts_page.ts';
import {findUnknownTests} from './named_tests.ts';
import {printReportSchema} from './report_schema.ts';
import {printSettingsPage} from './settings_page.ts';

/** What is written from the code: path below the project's root -> its text. */
const PAGES: Readonly<Record<string, () => string>> = {
    'docs/reference/checks.md': printChecksPage,
    'docs/reference/cli.md': printCliPage,
    'docs/reference/errors.md': printErrorsPage,
    'docs/reference/events.md': printEventsPage,
    'docs/reference/exit_codes.md': printExitCodesPage,
    'docs/reference/facts.md': printFactsPage,
    'docs/reference/report.schema.json': printReportSchema,
    'docs/reference/settings.md': printSettingsPage,
};

const root = join(import.meta.dirname, '..', '..');
const checkOnly = process.argv.includes('--check');
const stale: string[] = [];

for (const [path, print] of Object.entries(PAGES)) {
    const file = join(root, path);
    const text = print();
    if ((await readFile(file, 'utf8').catch(() => '')) === text) {
        continue;
    }
    stale.push(path);
    if (!checkOnly) {
        await mkdir(dirname(file), {recursive: true});
        await writeFile(file, text);
    }
}

const unknown = await findUnknownTests(root, ['docs/security.md', 'docs/threat-model.md']);
if (unknown.length > 0) {
    console.error(`No such test: ${unknown.join(', ')}. Name the one that shows it.`);
    process.exitCode = 1;
}
if (checkOnly && stale.length > 0) {
    console.error(`Not what the code says: ${stale.join(', ')}. Write them anew: make docs`);
    process.exitCode = 1;
} else {
    console.log(stale.length === 0 ? 'The reference is current.' : `Written: ${stale.join(', ')}`);
}
