import {ERRORS, WORDS} from '@fips-readiness/core';
import {readProductionFiles, readSource} from './production_text.ts';

const files = await readProductionFiles();
const text = files.map((file) => file.text).join('\n');
const tokens = new Set(text.match(/\w+/g));
const literals = new Set([...text.matchAll(/'([\w.]+)'|"([\w.]+)"/g)].map(([, one, two]) => one ?? two ?? ''));
const GAP = /\$\{(?:[^{}`]|\{[^}]*\})*\}/;
const found = new Set(
    [...text.matchAll(/`([\w.]*(?:\$\{(?:[^{}`]|\{[^}]*\})*\}[\w.]*)+)`/g)].map(([, one]) => one ?? ''),
);
/** Templates as patterns whose gaps are codes: of ids (`step.${step}.title`), and of codes put together (`file_${problem}`). */
const patterns = [...found].map((template) => {
    // Two gaps side by side are one: what fills it may be a code and its ending.
    const parts = template
        .split(GAP)
        .filter((part, index, all) => part !== '' || index === 0 || index === all.length - 1);
    return {
        isId: parts.some((part) => /^[a-z]\w+\.|\.[a-z]\w+$/.test(part)),
        isCode: parts.some((part) => /^\w{4,}$/.test(part)) && !template.replace(GAP, '').includes('.'),
        matches: new RegExp(`^${parts.map((part) => part.replaceAll('.', '\\.')).join('([\\w.]+)')}$`),
    };
});

function fills(kind: 'isId' | 'isCode', word: string, isKnown: (gap: string) => boolean): boolean {
    return patterns.some((pattern) => pattern[kind] && pattern.matches.exec(word)?.slice(1).every(isKnown) === true);
}

/** A code that production code names, or puts together out of others. */
function isCode(code: string): boolean {
    const ending = code.slice(code.lastIndexOf('_'));
    return (
        tokens.has(code) ||
        fills('isCode', code, (gap) => tokens.has(gap)) ||
        (tokens.has(ending) && tokens.has(code.slice(0, -ending.length)))
    );
}

/** Said under its own id, or by a template whose gaps are filled with codes that production code knows. */
function isUsed(id: string): boolean {
    return literals.has(id) || fills('isId', id, (gap) => gap.split('.').every(isCode));
}

test('every sentence is said somewhere', () => {
    const unused = Object.keys(WORDS).filter((id) => !id.startsWith('error.') && !isUsed(id));
    expect(unused).toEqual([]);
});

test('every sentence of the page is said somewhere', async () => {
    const page = Object.keys(JSON.parse(await readSource('webapp/i18n/en.json')) as object)
        .filter((id) => id.startsWith('fips-readiness.page.'))
        .map((id) => id.slice('fips-readiness.page.'.length));
    expect(page.filter((id) => !isUsed(id))).toEqual([]);
});

test('every error of the catalogue is thrown somewhere', () => {
    expect(Object.keys(ERRORS).filter((code) => !literals.has(code))).toEqual([]);
});
