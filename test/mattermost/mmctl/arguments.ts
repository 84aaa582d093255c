/** A command line taken apart: words, and flags with `true` for those without a value. */
export interface Arguments {
    readonly words: readonly string[];
    readonly flags: ReadonlyMap<string, string>;
}

const WITH_VALUE: ReadonlySet<string> = new Set([
    'config',
    'format',
    'page',
    'per-page',
    'filter',
    'team',
    'role',
    'ids',
    'status',
    'type',
    'name',
    'display-name',
    'header',
    'purpose',
    'username',
    'email',
    'password',
    'nickname',
    'firstname',
    'lastname',
    'locale',
]);

/** `--flag value`, `--flag=value`, `-f`; everything after `--` is a word. */
export function parseArguments(argv: readonly string[]): Arguments {
    const words: string[] = [];
    const flags = new Map<string, string>();
    for (let index = 0; index < argv.length; index++) {
        const item = argv[index] ?? '';
        if (item === '--') {
            words.push(...argv.slice(index + 1));
            break;
        }
        if (item === '-f') {
            flags.set('force', 'true');
        } else if (item.startsWith('--')) {
            const [name = '', value] = item.slice(2).split(/=(.*)/s);
            if (value !== undefined) {
                flags.set(name, value);
            } else if (WITH_VALUE.has(name)) {
                index++;
                flags.set(name, argv[index] ?? '');
            } else {
                flags.set(name, 'true');
            }
        } else {
            words.push(item);
        }
    }
    return {words, flags};
}
