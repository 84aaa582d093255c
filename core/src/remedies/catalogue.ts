import type {Data} from '../results/result.ts';

/**
 * How a remedy is carried out. `console` is a path below the site's URL; `commands` are rendered here from typed data,
 * never taken from a post (security.md rule 1). A remedy without either is advice: its words say all.
 */
type RemedySpec = {
    readonly console?: string;
    readonly commands?: (data: Data) => readonly string[];
};

/** Every remedy. The key is the code; its sentence is `remedy.<code>` in core/words. */
export const REMEDIES = {
    rotate_database_password: {
        commands: (data) => [
            `docker exec -it ${word(data.databaseContainer, '<database container>')} psql -U ${word(data.role, '<role>')} -d ${word(data.database, 'postgres')}`,
            "SET password_encryption = 'scram-sha-256';",
            `\\password ${word(data.role, '<role>')}`,
        ],
    },
    raise_minimum_length: {console: '/admin_console/authentication/password'},
} as const satisfies Record<string, RemedySpec>;

export type RemedyCode = keyof typeof REMEDIES;

/** The shell lines of a remedy, filled with this deployment's values; empty where it has none. */
export function remedyCommands(code: RemedyCode, data: Data): readonly string[] {
    const spec: RemedySpec = REMEDIES[code];
    return spec.commands?.(data) ?? [];
}

/** The System Console page where the remedy is done, or undefined. */
export function remedyConsolePath(code: RemedyCode): string | undefined {
    const spec: RemedySpec = REMEDIES[code];
    return spec.console;
}

/** A value as one shell word: plain names pass, anything else is quoted; a missing one becomes the placeholder. */
function word(value: Data[string] | undefined, placeholder: string): string {
    if (typeof value !== 'string' || value === '') {
        return placeholder;
    }
    return /^[A-Za-z0-9_./:@%+=,-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}
