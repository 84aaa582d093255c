import {readdir} from 'node:fs/promises';
import {gzipSync} from 'node:zlib';
import {jest} from '@jest/globals';
import {buildHost} from './host/build_host.ts';

jest.setTimeout(300_000);

/**
 * Bytes of gzip: what everybody who chats loads, what opening the page loads in all, and what is added by an agent, by plugins to
 * be changed, by a FIPS build to look at, by the menu of exports, the runbook and the report once they are opened, by the reader's language.
 */
const LIMITS = {
    entry: 5_000,
    page: 100_000,
    move: 30_000,
    connect: 15_000,
    change: 10_000,
    health: 15_000,
    export: 5_000,
    runbook: 10_000,
    report: 25_000,
    language: 60_000,
};

async function listLanguages(): Promise<readonly string[]> {
    const files = await readdir(new URL('../../webapp/i18n/', import.meta.url));
    return files
        .filter((file) => file.endsWith('.json') && file !== 'en.json')
        .map((file) => `i18n-${file.replace('.', '-')}`);
}

it('is a few small classic scripts that the console lets in', async () => {
    const {plugin} = await buildHost();
    const languages = await listLanguages();
    const sizeOf = (name: string) =>
        [...plugin]
            .filter(([file]) => file.startsWith(`${name}.`))
            .reduce((sum, [, text]) => sum + gzipSync(text, {level: 9}).length, 0);
    const sizes = {
        entry: sizeOf('main'),
        page: sizeOf('main') + sizeOf('page'),
        move: sizeOf('move'),
        connect: sizeOf('connect'),
        change: sizeOf('change'),
        health: sizeOf('health'),
        export: sizeOf('export'),
        runbook: sizeOf('runbook'),
        report: sizeOf('report'),
        language: Math.max(...languages.map(sizeOf)),
    };
    process.stdout.write(`page bundle, gzip: ${JSON.stringify(sizes)} of ${JSON.stringify(LIMITS)}\n`);
    expect([...plugin.keys()].map((file) => file.replace(/\.[0-9a-f]+\.js$/, '.js')).sort()).toEqual([
        'change.js',
        'connect.js',
        'export.js',
        'health.js',
        ...languages.map((name) => `${name}.js`).sort(),
        'main.js',
        'move.js',
        'page.js',
        'report.js',
        'runbook.js',
    ]);
    const tooLarge = (Object.keys(LIMITS) as (keyof typeof LIMITS)[]).filter((name) => sizes[name] > LIMITS[name]);
    expect(tooLarge).toEqual([]);
    // On 11.x there is no global for the JSX runtime; React 19 has no current owner; the console forbids eval.
    for (const forbidden of ['jsx-runtime', 'ReactCurrentOwner', 'eval(', 'new Function']) {
        expect([...plugin.values()].some((text) => text.includes(forbidden))).toBe(false);
    }
});
