import * as z from 'zod/mini';
import {Settings, SETTINGS_BLOCKS} from '@fips-readiness/server-bridge';
import {printType} from './json_type.ts';
import type {Schema} from './json_type.ts';
import {page, table} from './markdown.ts';
import {SETTINGS_WORDS} from './settings_words.ts';

const TITLES = [
    ['common', 'On every platform'],
    ['docker', 'Docker and Docker Compose'],
    ['kubernetes', 'Kubernetes'],
] as const satisfies readonly (readonly [keyof typeof SETTINGS_BLOCKS, string])[];

/** docs/reference/settings.md: each setting of the agent, by who reads it, what it may be, and what counts where it is not set. */
export function printSettingsPage(): string {
    const {properties = {}} = z.toJSONSchema(Settings, {io: 'input'}) as Schema;
    const words = Object.entries(SETTINGS_WORDS);
    return page([
        '# Settings',
        'Everything is optional. The agent reads `/etc/fips-agent/fips-agent.yaml`, or the file that `--settings` or `FIPS_AGENT_SETTINGS` names (YAML, `NAME: value`). The same names work as environment variables, which win over the file, and the command line wins over both. In a variable a list is JSON, or has `:` between paths and `,` between words. `fips-agent doctor` shows each setting and where it came from.',
        'What is set is pinned: no label, post or request can change it. An unknown name is an error.',
        ...TITLES.flatMap(([block, title]) => [
            `## ${title}`,
            table(
                ['Setting', 'Value', 'Default', ''],
                words
                    .filter(([name]) => Object.hasOwn(SETTINGS_BLOCKS[block], name))
                    .map(([name, text]) => printSetting(name, properties[name] ?? {}, text)),
            ),
        ]),
    ]);
}

function printSetting(name: string, schema: Schema, words: string): readonly string[] {
    const {minimum, maximum} = schema;
    const range = minimum === undefined || maximum === undefined ? '' : `, ${minimum} to ${maximum}`;
    return [`\`${name}\``, `${printType(schema)}${range}`, printDefault(schema.default), words];
}

function printDefault(value: unknown): string {
    return value === undefined ? '' : `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}
