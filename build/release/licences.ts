import {deduplicate} from './bundled.ts';
import type {Bundled} from './bundled.ts';

const RULE = '='.repeat(80);

/** The licences of everything that is shipped, in one text. `node` is the licence of Node, with those of its libraries. */
export function printLicences(bundled: readonly Bundled[], node: string): string {
    const one = ({name, version, licence, licenceTexts}: Bundled) =>
        print(`${name} ${version} (${licence})`, licenceTexts.join('\n\n') || 'Its package has no licence text.');
    return [
        'FIPS Readiness is licensed under the Apache License 2.0 and ships the following.\n',
        ...deduplicate(bundled).map(one),
        print('Node.js, in the one-file executable only', node),
    ].join('\n');
}

function print(title: string, text: string): string {
    return `${RULE}\n${title}\n${RULE}\n\n${text.trim()}\n`;
}
