import type {BuildSetting, GoModule} from './build_information.ts';
import {takeGoString} from './go_string.ts';

/** The module text of an executable, read. */
export type ModuleText = {
    readonly path: string;
    readonly module: GoModule | undefined;
    readonly dependencies: readonly GoModule[];
    readonly settings: readonly BuildSetting[];
};

/** Characters for which Go quotes a key or a value. */
const NEEDS_QUOTES = /[ \t\r\n"`]/;

/**
 * Reads the lines `path`, `mod`, `dep`, `=>` and `build`, tab-separated (Go source: runtime/debug, ParseBuildInfo).
 * Undefined where a line is not as Go writes it; words of later Go versions are passed over.
 */
export function parseModuleText(text: string): ModuleText | undefined {
    const dependencies: GoModule[] = [];
    const settings: BuildSetting[] = [];
    let path = '';
    let main: GoModule | undefined;
    let last: 'main' | 'dependency' | undefined;
    for (const line of text.split('\n').slice(0, -1)) {
        const tab = line.indexOf('\t');
        const word = tab < 0 ? '' : line.slice(0, tab);
        const rest = line.slice(tab + 1);
        if (word === 'path') {
            path = rest;
        } else if (word === 'mod' || word === 'dep') {
            const module = parseModule(rest, 2);
            if (!module) {
                return undefined;
            }
            if (word === 'mod') {
                main = module;
            } else {
                dependencies.push(module);
            }
            last = word === 'mod' ? 'main' : 'dependency';
        } else if (word === '=>') {
            const replacement = parseModule(rest, 3);
            const replaced = last === 'main' ? main : last === 'dependency' ? dependencies.pop() : undefined;
            if (!replacement || !replaced) {
                return undefined;
            }
            if (last === 'main') {
                main = {...replaced, replacement};
            } else {
                dependencies.push({...replaced, replacement});
            }
            last = undefined;
        } else if (word === 'build') {
            const setting = parseSetting(rest);
            if (!setting) {
                return undefined;
            }
            settings.push(setting);
        }
    }
    return {path, module: main, dependencies, settings};
}

function parseModule(rest: string, leastColumns: number): GoModule | undefined {
    const columns = rest.split('\t');
    const [path = '', version = '', sum = ''] = columns;
    return columns.length < leastColumns || columns.length > 3 ? undefined : {path, version, sum};
}

function parseSetting(rest: string): BuildSetting | undefined {
    const quoted = takeGoString(rest);
    const equals = quoted ? 0 : rest.indexOf('=');
    const key = quoted?.value ?? rest.slice(0, equals);
    const after = quoted?.rest ?? rest.slice(equals);
    if (!after.startsWith('=') || (!quoted && (equals <= 0 || NEEDS_QUOTES.test(key)))) {
        return undefined;
    }
    const raw = after.slice(1);
    if (raw.startsWith('"') || raw.startsWith('`')) {
        const value = takeGoString(raw);
        return value?.rest === '' ? {key, value: value.value} : undefined;
    }
    return NEEDS_QUOTES.test(raw) ? undefined : {key, value: raw};
}
