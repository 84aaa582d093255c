/** A stretch of a text. Offsets are UTF-16 positions. */
export type Span = {readonly start: number; readonly end: number};

/** How a password is written where it stands: as it is, inside a URL, or in a `key=value` connection string. */
export type Spelling = 'plain' | 'url' | 'key_value';

const URL_PASSWORD = /postgres(?:ql)?:\/\/(?:\$\{[^}]*\}|(?!\$\{)[^:/?#\s@])*:((?:\$\{[^}]*\}|(?!\$\{)[^/?#\s])*)@/dg;
const KEY_VALUE = /(?:^|\s)(?:host|user|dbname)\s*=/;
const KEY_VALUE_PASSWORD = /(?:^|\s)password\s*=\s*(?:'((?:[^'\\]|\\.)*)'|((?:[^\s'\\]|\\.)+))/dg;
const DEFAULT = /^(\$\{\w+:?-)([^${}]*)\}$/;

/** Where the passwords of the connection strings in a text stand; of a `${X:-default}` the default. */
export function findDsnPasswords(text: string): readonly (Span & {readonly spelling: Spelling})[] {
    const urls = findGroups(text, URL_PASSWORD).map((span) => ({...span, spelling: 'url' as const}));
    return urls.length > 0 || !KEY_VALUE.test(text)
        ? urls
        : findGroups(text, KEY_VALUE_PASSWORD).map((span) => ({...span, spelling: 'key_value' as const}));
}

/** The default inside `${X:-default}` where that is all a stretch holds, else the stretch. */
export function withoutDefault(text: string, span: Span): Span {
    const [, head, inner] = DEFAULT.exec(text.slice(span.start, span.end)) ?? [];
    return head === undefined || inner === undefined
        ? span
        : {start: span.start + head.length, end: span.start + head.length + inner.length};
}

/** True where `written` is `password`: however much of it a URL has percent-encoded, and `$` as Compose's `$$` or alone. */
export function spellsPassword(written: string, password: string, spelling: Spelling): boolean {
    const texts = [written, written.replaceAll('$$', '$')];
    return texts.some((text) => readSpelling(text, spelling) === password);
}

function readSpelling(text: string, spelling: Spelling): string {
    switch (spelling) {
        case 'plain':
            return text;
        case 'key_value':
            return text.replace(/\\(.)/g, '$1');
        case 'url':
            try {
                return decodeURIComponent(text);
            } catch {
                return text;
            }
    }
}

function findGroups(text: string, pattern: RegExp): readonly Span[] {
    return [...text.matchAll(pattern)].flatMap(({indices}) => {
        const found = indices?.slice(1).find((range) => range !== undefined);
        return found ? [withoutDefault(text, {start: found[0], end: found[1]})] : [];
    });
}
