import {WORDS} from '@fips-readiness/core';
import {readSource} from './production_text.ts';

const PAGE = 'fips-readiness.page.';

/** Every sentence an admin reads, by id: core's words and errors, the page's own, the help of the command line. */
export async function readSpokenSentences(): Promise<Readonly<Record<string, string>>> {
    const page = JSON.parse(await readSource('webapp/i18n/en.json')) as Record<string, string>;
    const help = [...(await readSource('server-bridge/src/cli/program.ts')).matchAll(/'([^'\n]* [^'\n]*)'/g)];
    return {
        ...WORDS,
        ...Object.fromEntries(Object.entries(page).filter(([id]) => id.startsWith(PAGE))),
        ...Object.fromEntries(help.map(([, text = ''], index) => [`fips-agent --help, ${index}`, text])),
    };
}
