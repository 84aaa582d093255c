import * as z from 'zod/mini';
import {Settings} from '@fips-readiness/server-bridge';
import {printType} from './json_type.ts';
import type {Schema} from './json_type.ts';
import {page, table} from './markdown.ts';
import {SETTINGS_WORDS} from './settings_words.ts';

/** docs/reference/settings.md: each setting of the agent, what it may be, and what counts where it is not set. */
export function printSettingsPage(): string {
    const {properties = {}} = z.toJSONSchema(Settings, {io: 'input'}) as Schema;
    return page([
        '# Settings',
        'Everything is optional. The agent reads `/etc/fips-agent/fips-agent.yaml`, or the file that `--settings` or `FIPS_AGENT_SETTINGS` names (YAML, `NAME: value`). The same names work as environment variables, which win over the file, and the command line wins over both. In a variable a list is JSON, or has `:` between paths and `,` between words. `fips-agent doctor` shows each setting and where it came from.',
        'What is set is pinned: no label, post or request can change it. An unknown name is an error.',
        table(
            ['Setting', 'Value', 'Default', ''],
            Object.entries(SETTINGS_WORDS).map(([name, words]) => printSetting(name, properties[name] ?? {}, words)),
        ),
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
