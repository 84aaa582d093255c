import {readFileSync} from 'node:fs';
import {SampleRefusal} from './sample_refusal.ts';

/** What the sample's `.env` assigns. */
export type SampleVariables = ReadonlyMap<string, string>;

type Get = (name: string) => string;

/** The two values of the sample that are put together from others; anything else with a `$` is refused. */
const COMPOSED: Readonly<Record<string, readonly [text: RegExp, value: (get: Get, port: string) => string]>> = {
    MM_SQLSETTINGS_DATASOURCE: [
        /^postgres:\/\/\$\{POSTGRES_USER\}:\$\{POSTGRES_PASSWORD\}@postgres:(\d+)\/\$\{POSTGRES_DB\}\?sslmode=disable&connect_timeout=10$/,
        (get, port) =>
            `postgres://${get('POSTGRES_USER')}:${get('POSTGRES_PASSWORD')}@postgres:${port}/${get('POSTGRES_DB')}?sslmode=disable&connect_timeout=10`,
    ],
    MM_SERVICESETTINGS_SITEURL: [/^https:\/\/\$\{DOMAIN\}$/, (get) => `https://${get('DOMAIN')}`],
};

/** Reads plain `NAME=value` lines of an env file. Throws SampleRefusal for what would need the real Compose's rules. */
export function readSampleVariables(path: string): SampleVariables {
    const variables = new Map<string, string>();
    for (const [index, line] of readText(path).split(/\r?\n/).entries()) {
        const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
        if (name !== undefined && value !== undefined) {
            if (
                /["'`\\]|\s#|^\s|\s$/.test(value) ||
                (value.includes('$') && COMPOSED[name]?.[0].test(value) !== true)
            ) {
                throw new SampleRefusal(
                    `It reads plain NAME=value lines; line ${index + 1} of ${path} is another kind.`,
                );
            }
            variables.set(name, value);
        } else if (line.trim() !== '' && !line.startsWith('#')) {
            throw new SampleRefusal(`It reads plain NAME=value lines; line ${index + 1} of ${path} is another kind.`);
        }
    }
    const get = (name: string) => getVariable(variables, name, path);
    for (const [name, [text, compose]] of Object.entries(COMPOSED)) {
        const found = text.exec(variables.get(name) ?? '');
        if (found) {
            variables.set(name, compose(get, found[1] ?? ''));
        }
    }
    return variables;
}

/** Throws SampleRefusal where the variable is not set: compose would go on with an empty value and a warning. */
export function getVariable(variables: SampleVariables, name: string, path: string): string {
    const value = variables.get(name);
    if (value === undefined) {
        throw new SampleRefusal(`${path} does not set ${name}.`);
    }
    return value;
}

function readText(path: string): string {
    try {
        return readFileSync(path, 'utf8');
    } catch {
        throw new SampleRefusal(`${path} cannot be read.`);
    }
}
