import {readdir, readFile, writeFile} from 'node:fs/promises';
import {CATALOGUE} from '../src/i18n/catalogue.ts';

/**
 * Writes en.json, the catalogue for translators: core's words and the page's own, sorted by id. With `--check` it only
 * compares, also the ids of the other languages, and ends with 1 where a file is not current.
 */
const folder = new URL('./', import.meta.url);
const file = new URL('en.json', folder);
const text = `${JSON.stringify(Object.fromEntries(Object.entries(CATALOGUE).sort(([a], [b]) => (a < b ? -1 : 1))), null, 2)}\n`;

function complain(problem) {
    console.error(problem);
    process.exitCode = 1;
}

async function checkLanguage(name) {
    const messages = JSON.parse(await readFile(new URL(name, folder), 'utf8'));
    for (const id of Object.keys(CATALOGUE).filter((id) => !Object.hasOwn(messages, id))) {
        complain(`webapp/i18n/${name} lacks ${id}`);
    }
    for (const id of Object.keys(messages).filter((id) => !Object.hasOwn(CATALOGUE, id))) {
        complain(`webapp/i18n/${name} has ${id}, which the page does not say`);
    }
}

if (process.argv.includes('--check')) {
    const kept = await readFile(file, 'utf8').catch(() => '');
    if (kept !== text) {
        complain('webapp/i18n/en.json is not current: run node webapp/i18n/generate.mjs');
    }
    const languages = (await readdir(folder)).filter((name) => name.endsWith('.json') && name !== 'en.json');
    await Promise.all(languages.map(checkLanguage));
} else {
    await writeFile(file, text);
}
