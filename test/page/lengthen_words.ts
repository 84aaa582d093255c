import {readFile} from 'node:fs/promises';
import {isLiteralElement, isPluralElement, isSelectElement, parse} from '@formatjs/icu-messageformat-parser';
import type {MessageFormatElement} from '@formatjs/icu-messageformat-parser';
import {printAST} from '@formatjs/icu-messageformat-parser/printer.js';
import type {HostBundles} from './host/build_host.ts';

/** The plugin with a German that is English, each word 40 % longer: what no translation exceeds. */
export async function lengthenWords(bundles: HostBundles): Promise<HostBundles> {
    const english = JSON.parse(await readFile(new URL('../../webapp/i18n/en.json', import.meta.url), 'utf8')) as Record<
        string,
        string
    >;
    const longer = JSON.stringify(
        Object.fromEntries(Object.entries(english).map(([id, text]) => [id, printAST(lengthen(parse(text)))])),
    );
    const plugin = [...bundles.plugin].map(([name, script]): [string, string] => [
        name,
        name.startsWith('i18n-de-json.')
            ? script.replace(/JSON\.parse\(.*\)/s, () => `JSON.parse(${JSON.stringify(longer)})}}]);`)
            : script,
    ]);
    return {...bundles, plugin: new Map(plugin)};
}

function lengthen(elements: MessageFormatElement[]): MessageFormatElement[] {
    return elements.map((element) => {
        if (isLiteralElement(element)) {
            return {...element, value: element.value.replaceAll(/\p{L}+/gu, lengthenWord)};
        }
        if (isPluralElement(element) || isSelectElement(element)) {
            const options = Object.entries(element.options).map(([key, {value}]) => [key, {value: lengthen(value)}]);
            return {...element, options: Object.fromEntries(options) as typeof element.options};
        }
        return element;
    });
}

const lengthenWord = (word: string) => word + word.slice(0, Math.ceil(word.length * 0.4));
