import type {BuildInformation, GoModule} from '@fips-readiness/core';

/** The information as `go version -m` prints it (Go source: runtime/debug, BuildInfo.String). */
export function printLikeGo({goVersion, path, module, dependencies, settings}: BuildInformation): string {
    return [
        `go\t${goVersion}\n`,
        path === '' ? '' : `path\t${path}\n`,
        module ? printModule('mod', module) : '',
        ...dependencies.map((one) => printModule('dep', one)),
        ...settings.map(({key, value}) => `build\t${quote(key, /[= \t\r\n"`]|^$/)}=${quote(value, /[ \t\r\n"`]/)}\n`),
    ].join('');
}

function printModule(word: string, {path, version, sum, replacement}: GoModule): string {
    return replacement
        ? `${word}\t${path}\t${version}\n${printModule('=>', replacement)}\n`
        : `${word}\t${path}\t${version}\t${sum}\n`;
}

function quote(text: string, needed: RegExp): string {
    return needed.test(text) ? JSON.stringify(text) : text;
}
