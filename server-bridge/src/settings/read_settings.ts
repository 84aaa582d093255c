import {readFile} from 'node:fs/promises';
import {LineCounter, parseDocument} from 'yaml';
import {FipsError, parseJson} from '@fips-readiness/core';
import {readErrorCode} from '../foreign_error.ts';
import {SETTING_NAMES, Settings} from './settings.ts';
import {findUsualFolders} from './usual_folders.ts';

/** Settings with the place each one came from, for `fips-agent doctor`. */
export type SettingsRead = {
    readonly settings: Settings;
    readonly origins: Readonly<Partial<Record<keyof Settings, string>>>;
};

/** The file the agent reads where nothing else is named. Missing is fine there. */
const DEFAULT_SETTINGS_FILE = '/etc/fips-agent/fips-agent.yaml';

/**
 * Reads the settings: options of the command line over environment variables over the file (YAML).
 * Where none of them names a folder, an ordinary user's state is in their home. Throws FipsError `settings_unreadable` or
 * `setting_invalid`, which name file, line and setting.
 */
export async function readSettings(input: {
    readonly file: string | undefined;
    readonly env: Readonly<Record<string, string | undefined>>;
    /** The id of the user this process runs as, where the system has such ids. */
    readonly uid?: number | undefined;
    readonly options: Readonly<Partial<Record<keyof Settings, unknown>>>;
}): Promise<SettingsRead> {
    const file = input.file ?? input.env['FIPS_AGENT_SETTINGS'] ?? DEFAULT_SETTINGS_FILE;
    const optional = file === DEFAULT_SETTINGS_FILE;
    const values: Partial<Record<keyof Settings, unknown>> = {};
    const origins: Partial<Record<keyof Settings, string>> = {};
    const put = (name: keyof Settings, value: unknown, origin: string) => {
        values[name] = value;
        origins[name] = origin;
    };
    for (const [name, value, line] of await readSettingsFile(file, optional)) {
        if (!isSettingName(name)) {
            throw new FipsError('setting_invalid', {
                setting: name,
                problem: 'There is no such setting.',
                where: `${file}, line ${line}`,
            });
        }
        put(name, value, `${file}, line ${line}`);
    }
    for (const [name, value] of Object.entries(readVariables(input.env)) as [keyof Settings, string][]) {
        put(name, readList(name, value), `environment variable ${name}`);
    }
    for (const name of SETTING_NAMES) {
        if (input.options[name] !== undefined) {
            put(name, input.options[name], 'command line');
        }
    }
    const read = Settings.safeParse({...findUsualFolders(input), ...values});
    if (!read.success) {
        const issue = read.error.issues[0];
        const name = String(issue?.path[0] ?? '');
        throw new FipsError('setting_invalid', {
            setting: name,
            problem: `It ${issue?.message.replace(/^Invalid input.*$/, 'has the wrong form') ?? 'is not valid'}.`,
            where: isSettingName(name) ? (origins[name] ?? file) : file,
        });
    }
    return {settings: read.data, origins};
}

/** What command line and environment say, without any file; not judged yet. */
export function readSaid(
    env: Readonly<Record<string, string | undefined>>,
    options: Readonly<Partial<Record<keyof Settings, unknown>>>,
): Readonly<Partial<Record<keyof Settings, unknown>>> {
    return {
        ...readVariables(env),
        ...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
    };
}

/** An empty variable is one that is not set. */
function readVariables(
    env: Readonly<Record<string, string | undefined>>,
): Readonly<Partial<Record<keyof Settings, string>>> {
    return Object.fromEntries(
        SETTING_NAMES.flatMap((name) => {
            const value = env[name];
            return value === undefined || value === '' ? [] : [[name, value] as const];
        }),
    );
}

async function readSettingsFile(file: string, optional: boolean): Promise<readonly [string, unknown, number][]> {
    let text: string;
    try {
        text = await readFile(file, 'utf8');
    } catch (error) {
        const code = readErrorCode(error) ?? '';
        if (code === 'ENOENT' && optional) {
            return [];
        }
        throw new FipsError('settings_unreadable', {file, problem: FILE_PROBLEMS[code] ?? 'It cannot be opened.'});
    }
    const lines = new LineCounter();
    const document = parseDocument(text, {lineCounter: lines});
    const broken = document.errors[0];
    if (broken) {
        throw new FipsError('settings_unreadable', {
            file,
            problem: `It is not valid YAML at line ${broken.linePos?.[0].line ?? 1}.`,
        });
    }
    if (document.contents === null) {
        return [];
    }
    const values: unknown = document.toJS();
    if (typeof values !== 'object' || values === null || Array.isArray(values)) {
        throw new FipsError('settings_unreadable', {file, problem: 'It must be a list of NAME: value lines.'});
    }
    return Object.entries(values).map(([name, value]) => {
        const range = document.getIn([name], true);
        const offset =
            typeof range === 'object' && range !== null && 'range' in range ? (range.range as [number])[0] : 0;
        return [name, value, lines.linePos(offset).line];
    });
}

const FILE_PROBLEMS: Readonly<Record<string, string>> = {
    ENOENT: 'There is no such file.',
    EACCES: 'This user may not read it.',
    EISDIR: 'It is a folder.',
};

/** Settings that are no plain word: JSON in the environment. */
const JSON_SETTINGS: ReadonlySet<keyof Settings> = new Set([
    'IMAGE_PAIRS',
    'BACKUP_ATTESTED',
    'BACKUP_COMMAND',
    'ACCEPTED_RISKS',
]);

function isSettingName(name: string): name is keyof Settings {
    return (SETTING_NAMES as readonly string[]).includes(name);
}

/** Lists come as JSON, or with `:` between paths, as COMPOSE_FILE does, and `,` between words; digits alone are a number. */
function readList(name: keyof Settings, value: string): unknown {
    if (name === 'PROJECT_FILES' || name === 'ENV_FILES') {
        return value.startsWith('[') ? parseJson(value) : value.split(':');
    }
    if (name === 'ALLOW' || name === 'APPROVERS' || name === 'PROFILES') {
        return value.startsWith('[') ? parseJson(value) : value.split(',');
    }
    return JSON_SETTINGS.has(name) || /^\d+$/.test(value) ? parseJson(value) : value;
}
