import {
    installFromMarketplace,
    removePlugin,
    setPluginEnabled,
    uploadPlugin,
    viewMarketplace,
    viewPlugins,
} from '../domain/plugins.ts';
import {isJsonObject, textOf} from '../json_value.ts';
import type {JsonValue} from '../json_value.ts';
import {viewManifest} from '../plugin_manifest.ts';
import type {Command, CommandContext} from './command.ts';
import {CommandError, forEachWord, messageOf, openFile} from './command.ts';

function describe(manifest: JsonValue | undefined): string {
    return isJsonObject(manifest)
        ? `${textOf(manifest, 'id')}: ${textOf(manifest, 'name')}, Version: ${textOf(manifest, 'version')}`
        : '';
}

function printPlain(context: CommandContext): void {
    const plugins = viewPlugins(context.world);
    for (const [title, key] of [
        ['Listing enabled plugins', 'active'],
        ['Listing disabled plugins', 'inactive'],
    ] as const) {
        const listed = plugins[key];
        context.printer.print(title);
        (Array.isArray(listed) ? listed : []).forEach((manifest) => context.printer.print(describe(manifest)));
    }
}

function change(verb: string, done: string, act: (context: CommandContext, word: string) => void) {
    return (context: CommandContext): void =>
        forEachWord(
            context,
            (word, message) => ({line: `Unable to ${verb} plugin: ${word}. Error: ${message}`, cause: message}),
            (word) => {
                act(context, word);
                context.printer.print(`${done} plugin: ${word}`);
            },
        );
}

/** The client's errors name what failed in front of the server's message. */
function wrapped<T>(prefix: string, act: () => T): T {
    try {
        return act();
    } catch (error) {
        throw new CommandError(`${prefix}: ${messageOf(error)}`);
    }
}

export const PLUGIN_COMMANDS: readonly Command[] = [
    {
        path: 'plugin list',
        about: 'List plugins',
        run: (context) => {
            if (context.flags.get('json') !== 'true' && context.flags.get('format') !== 'json') {
                printPlain(context);
                return;
            }
            context.printer.print(wrapped('Unable to list plugins. Error', () => viewPlugins(context.world)));
        },
    },
    {
        path: 'plugin add',
        about: 'Add plugins',
        leastWords: 1,
        run: change('add', 'Added', (context, word) => {
            const isForced = context.flags.get('force') === 'true';
            uploadPlugin(context.world, openFile(context, word), isForced);
        }),
    },
    {
        path: 'plugin enable',
        about: 'Enable plugins',
        leastWords: 1,
        run: change('enable', 'Enabled', ({world}, word) => setPluginEnabled(world, word, true)),
    },
    {
        path: 'plugin disable',
        about: 'Disable plugins',
        leastWords: 1,
        run: change('disable', 'Disabled', ({world}, word) => setPluginEnabled(world, word, false)),
    },
    {
        path: 'plugin delete',
        about: 'Delete plugins',
        leastWords: 1,
        run: change('delete', 'Deleted', ({world}, word) => removePlugin(world, word)),
    },
    {
        path: 'plugin marketplace list',
        about: 'List marketplace plugins',
        run: ({world, printer, flags}) => {
            const filter = {text: flags.get('filter') ?? '', isLocalOnly: flags.get('local-only') === 'true'};
            wrapped('Failed to fetch plugins', () => viewMarketplace(world, filter)).forEach((plugin) =>
                printer.print(plugin, describe(plugin['manifest'])),
            );
        },
    },
    {
        path: 'plugin marketplace install',
        about: 'Install a plugin from the marketplace',
        leastWords: 1,
        run: ({world, printer, words}) => {
            const manifest = wrapped("couldn't install plugin from marketplace", () =>
                installFromMarketplace(world, words[0] ?? ''),
            );
            printer.print(viewManifest(manifest), `Plugin ${manifest.name} successfully installed`);
        },
    },
];
