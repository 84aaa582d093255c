import {isPair, isScalar, parseDocument, visit} from 'yaml';
import type {Scalar} from 'yaml';
import {parseEnvFile} from './env_file.ts';
import type {EnvAssignment} from './env_file.ts';
import type {ProjectFile} from './image_edit.ts';
import {findDsnPasswords, spellsPassword, withoutDefault} from '../../../rotation/written_password.ts';
import type {Span} from '../../../rotation/written_password.ts';

/** A value of a project file that is or holds the password. `span` is missing where its text cannot simply be replaced. */
export type PasswordPlace = {readonly file: ProjectFile; readonly name: string; readonly span: Span | undefined};

/** A value as it is written, without its quotes. */
type Written = Span & {
    readonly name: string;
    /** What a reader of the file format makes of the text; the same text where nothing is escaped. */
    readonly value: string;
    /** A value that is the whole password counts too, not only a connection string with it. */
    readonly wholeCounts: boolean;
};

/** The places of `password` in an env file. Only the last assignment of each name counts. */
export function findInEnvFile(file: ProjectFile, password: string): readonly PasswordPlace[] {
    const last = new Map(parseEnvFile(file.text).map((assignment) => [assignment.name, assignment]));
    return [...last.values()].flatMap((assignment) => findInValue(file, readAssignment(assignment), password));
}

/**
 * The places of `password` in a Compose file: connection strings wherever they stand, and values that a key or a variable
 * calls a password.
 */
export function findInComposeFile(file: ProjectFile, password: string): readonly PasswordPlace[] {
    const places: PasswordPlace[] = [];
    visit(parseDocument(file.text, {merge: true}), {
        Scalar: (key, node, ancestors) => {
            if (key !== 'key') {
                const parent = ancestors.at(-1);
                const name = isPair(parent) && isScalar(parent.key) ? String(parent.key.value) : '';
                places.push(...findInValue(file, readScalar(file.text, node, name), password));
            }
        },
    });
    return places;
}

function findInValue(file: ProjectFile, written: Written, password: string): readonly PasswordPlace[] {
    const source = file.text.slice(written.start, written.end);
    const found = findSpans(source, written, password);
    const read = source === written.value ? found : findSpans(written.value, written, password);
    const {name} = written;
    // Escapes stand in between, or blanks of a block: the text that is read is not the text that is written.
    return read.length > found.length
        ? [{file, name, span: undefined}]
        : found.map(({start, end}) => ({
              file,
              name,
              span: {start: written.start + start, end: written.start + end},
          }));
}

function findSpans(text: string, {wholeCounts}: Written, password: string): readonly Span[] {
    const dsns = findDsnPasswords(text).filter(({start, end, spelling}) =>
        spellsPassword(text.slice(start, end), password, spelling),
    );
    const whole = withoutDefault(text, {start: 0, end: text.length});
    return dsns.length === 0 && wholeCounts && spellsPassword(text.slice(whole.start, whole.end), password, 'plain')
        ? [whole]
        : dsns;
}

function readAssignment({name, value, start, end, quote}: EnvAssignment): Written {
    return {name, start, end, value: quote === '"' ? value.replace(/\\(.)/g, '$1') : value, wholeCounts: true};
}

const LIST_ITEM = /^([A-Za-z_]\w*)=/;

/** The text between the quotes; of a list item `NAME=value` what follows the sign. */
function readScalar(text: string, node: Scalar, key: string): Written {
    const quotes = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE' ? 1 : 0;
    const [from, to] = node.range ?? [0, 0];
    const value = typeof node.value === 'string' ? node.value : text.slice(from, to);
    const item = key === '' ? LIST_ITEM.exec(value) : null;
    const name = item?.[1] ?? key;
    const skip = item?.[0].length ?? 0;
    const end = to - quotes;
    return {
        name,
        start: Math.min(from + quotes + skip, end),
        end,
        value: value.slice(skip),
        wholeCounts: /pass/i.test(name),
    };
}
