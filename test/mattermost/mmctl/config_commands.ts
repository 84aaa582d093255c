import {effectiveConfig} from '../config/effective.ts';
import {maskConfig} from '../config/mask.ts';
import {mergeDeep} from '../config/setting.ts';
import {saveConfigPatch} from '../domain/configuration.ts';
import type {JsonObject, JsonValue} from '../json_value.ts';
import {isJsonObject} from '../json_value.ts';
import type {Command, CommandContext} from './command.ts';
import {CommandError, messageOf, openFile} from './command.ts';

/** Follows a dotted path through sections and through maps whose keys hold dots themselves (plugin ids). */
function findPath(config: JsonObject, path: string): string[] | undefined {
    if (config[path] !== undefined) {
        return [path];
    }
    for (const key of Object.keys(config).filter((name) => path.startsWith(`${name}.`))) {
        const inner = config[key];
        const rest = isJsonObject(inner) ? findPath(inner, path.slice(key.length + 1)) : undefined;
        if (rest !== undefined) {
            return [key, ...rest];
        }
    }
    return undefined;
}

function valueAt(config: JsonObject, keys: readonly string[]): JsonValue | undefined {
    return keys.reduce<JsonValue | undefined>((value, key) => (isJsonObject(value) ? value[key] : undefined), config);
}

function makePatch(keys: readonly string[], value: JsonValue): JsonObject {
    const [first = '', ...rest] = keys;
    return {[first]: rest.length === 0 ? value : makePatch(rest, value)};
}

function convert(texts: readonly string[], present: JsonValue | undefined): JsonValue {
    const text = texts[0] ?? '';
    const refuse = (kind: string, parser: string): CommandError =>
        new CommandError(
            `target value is of type ${kind} and provided value is not, err: strconv.${parser}: parsing "${text}": invalid syntax`,
        );
    if (typeof present === 'boolean') {
        if (/^(1|t|T|TRUE|true|True)$/.test(text)) {
            return true;
        }
        if (/^(0|f|F|FALSE|false|False)$/.test(text)) {
            return false;
        }
        throw refuse('bool', 'ParseBool');
    }
    if (typeof present === 'number') {
        if (!/^[+-]?\d+$/.test(text)) {
            throw refuse('int', 'ParseInt');
        }
        return Number(text);
    }
    return Array.isArray(present) ? [...texts] : text;
}

/** Local mode patches without REST's guards, and answers with the masked configuration. */
function save(context: CommandContext, change: JsonObject, sentence: string): void {
    const {world} = context;
    // The client reads the whole configuration, merges (maps too) and sends it back.
    const whole = mergeDeep(effectiveConfig(world), change);
    try {
        saveConfigPatch(world, whole);
    } catch (error) {
        throw new CommandError(messageOf(error));
    }
    context.printer.print(maskConfig(effectiveConfig(world)), sentence);
}

export const CONFIG_COMMANDS: readonly Command[] = [
    {
        path: 'config show',
        about: 'Writes the server configuration to STDOUT',
        run: ({world, printer}) => {
            Object.assign(printer, {isSingle: true, isAlwaysJson: true});
            printer.print(effectiveConfig(world));
        },
    },
    {
        path: 'config get',
        about: 'Get config setting',
        leastWords: 1,
        mostWords: 1,
        run: ({world, printer, words}) => {
            Object.assign(printer, {isSingle: true, isAlwaysJson: true});
            const config = effectiveConfig(world);
            const keys = findPath(config, words[0] ?? '');
            if (keys === undefined) {
                throw new CommandError('invalid key');
            }
            printer.print(valueAt(config, keys));
        },
    },
    {
        path: 'config set',
        about: 'Set config setting',
        leastWords: 2,
        run: (context) => {
            const [name = '', ...values] = context.words;
            const config = effectiveConfig(context.world);
            const keys = findPath(config, name);
            if (keys === undefined) {
                throw new CommandError('selected path object is not valid');
            }
            save(context, makePatch(keys, convert(values, valueAt(config, keys))), 'Value changed successfully');
        },
    },
    {
        path: 'config patch',
        about: 'Patch the config',
        leastWords: 1,
        mostWords: 1,
        run: (context) => {
            const text = new TextDecoder().decode(openFile(context, context.words[0] ?? ''));
            let patch: unknown;
            try {
                patch = JSON.parse(text);
            } catch {
                throw new CommandError('invalid character in the configuration file');
            }
            if (!isJsonObject(patch)) {
                throw new CommandError('json: cannot unmarshal the configuration file into a model.Config');
            }
            save(context, patch, 'Config patched successfully');
        },
    },
    {path: 'config reload', about: 'Reload the server configuration', run: () => undefined},
];
