import {
    isLiteralElement,
    isPluralElement,
    isPoundElement,
    isSelectElement,
    isTagElement,
    parse,
} from '@formatjs/icu-messageformat-parser';
import type {MessageFormatElement} from '@formatjs/icu-messageformat-parser';
import {findCodeWords} from './code_words.ts';

/** What a message and its translation have in common, and the plural keys, which a language has of its own. */
export type MessageShape = {
    /** Name -> kind; a select with its keys, a plural with its exact numbers. */
    readonly values: Readonly<Record<string, string>>;
    readonly tags: readonly string[];
    readonly codeWords: ReadonlySet<string>;
    /** Of each plural in turn: `one`, `other` and the like. */
    readonly pluralKeys: readonly (readonly string[])[];
};

/** Reads an ICU message. Throws where it is none. */
export function readMessageShape(text: string): MessageShape {
    const elements = [...walk(parse(text, {ignoreTag: false}))];
    const values = elements.flatMap((element): (readonly [string, string])[] => {
        if (isLiteralElement(element) || isPoundElement(element) || isTagElement(element)) {
            return [];
        }
        return [[element.value, printKind(element)]];
    });
    return {
        values: Object.fromEntries(values),
        tags: elements.filter(isTagElement).map(({value}) => value),
        codeWords: new Set(elements.filter(isLiteralElement).flatMap(({value}) => findCodeWords(value))),
        pluralKeys: elements.filter(isPluralElement).map(({options}) => keysOf(options, isCategory)),
    };
}

function* walk(elements: readonly MessageFormatElement[]): Iterable<MessageFormatElement> {
    for (const element of elements) {
        yield element;
        if (isPluralElement(element) || isSelectElement(element)) {
            for (const {value} of Object.values(element.options)) {
                yield* walk(value);
            }
        } else if (isTagElement(element)) {
            yield* walk(element.children);
        }
    }
}

function printKind(element: MessageFormatElement): string {
    if (isSelectElement(element)) {
        return `select ${keysOf(element.options).join(' ')}`;
    }
    if (isPluralElement(element)) {
        return ['plural', ...keysOf(element.options, (key) => !isCategory(key))].join(' ');
    }
    return `value ${element.type}`;
}

const isCategory = (key: string) => !key.startsWith('=');

function keysOf(options: object, filter: (key: string) => boolean = () => true): readonly string[] {
    return Object.keys(options).filter(filter).sort();
}
