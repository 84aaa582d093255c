import * as z from 'zod/mini';
import {CHECKS, FACT_KEYS, FACT_SCHEMAS} from '@fips-readiness/core';
import type {FactKey} from '@fips-readiness/core';
import {speakEnglish as speak} from '../../test/samples/speak_english.ts';
import {printType} from './json_type.ts';
import type {Schema} from './json_type.ts';
import {page, table} from './markdown.ts';

/** docs/reference/facts.md: everything that is looked at, its shape, and who asks for it. */
export function printFactsPage(): string {
    return page([
        '# Facts',
        'What the agent and the page observe, each with its source and time. A fact is never a judgement and never holds a secret: the length of a secret is judged where it is read, and only `short`, `ok`, `none` or `unreadable` leaves the host. A fact that could not be observed says why and stays missing.',
        ...FACT_KEYS.map(printFact),
    ]);
}

function printFact(key: FactKey): string {
    const users = CHECKS.filter(({needs, needsAny = [], helps = []}) =>
        [...needs, ...needsAny, ...helps].includes(key),
    );
    const schema = z.toJSONSchema(FACT_SCHEMAS[key]) as Schema;
    const object = schema.items ?? schema;
    const fields = Object.entries(object.properties ?? {});
    const name = capital(speak(`fact.${key}`));
    return [
        `## ${key}`,
        fields.length === 0 ? `${name}: ${printType(schema)}.` : `${name}${schema.items ? ', a list of' : ''}:`,
        ...(fields.length === 0
            ? []
            : [
                  table(
                      ['Field', 'Type'],
                      fields.map((field) => printField(field, object)),
                  ),
              ]),
        users.length === 0
            ? 'No check asks for it; it fills commands.'
            : `Asked for by: ${users.map(({code}) => `[${code}](checks.md#${anchor(code)})`).join(', ')}.`,
    ].join('\n\n');
}

function printField([name, schema]: readonly [string, Schema], object: Schema): readonly string[] {
    return [`\`${name}\``, `${printType(schema)}${object.required?.includes(name) === true ? '' : ', optional'}`];
}

function capital(text: string): string {
    return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** GitHub's anchor of the heading that names the check. */
function anchor(code: string): string {
    return speak(`check.${code}.title`)
        .toLowerCase()
        .replace(/[^\w -]/g, '')
        .replaceAll(' ', '-');
}
