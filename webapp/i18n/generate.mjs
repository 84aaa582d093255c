import {readFile, writeFile} from 'node:fs/promises';
import {CATALOGUE} from '../src/i18n/catalogue.ts';

/**
 * Writes en.json, the catalogue for translators: core's words and the page's own, sorted by id. With `--check` it only
 * compares, and ends with 1 where the file is not current.
 */
const file = new URL('en.json', import.meta.url);
const text = `${JSON.stringify(Object.fromEntries(Object.entries(CATALOGUE).sort(([a], [b]) => (a < b ? -1 : 1))), null, 2)}\n`;

if (process.argv.includes('--check')) {
    const kept = await readFile(file, 'utf8').catch(() => '');
    if (kept !== text) {
        console.error('webapp/i18n/en.json is not current: run node webapp/i18n/generate.mjs');
        process.exitCode = 1;
    }
} else {
    await writeFile(file, text);
}
