import {AppError} from '../app_error.ts';
import type {World} from '../world_shape.ts';
import type {Arguments} from './arguments.ts';
import type {Printer} from './printer.ts';

/** A command that ends with `Error: <message>` and exit code 1. */
export class CommandError extends Error {
    override readonly name = 'CommandError';
}

export interface CommandContext {
    readonly world: World;
    readonly printer: Printer;
    /** Words after the command's own name. */
    readonly words: readonly string[];
    readonly flags: Arguments['flags'];
    /** A file named on the command line; undefined when there is none. */
    readFile(path: string): Uint8Array | undefined;
}

export interface Command {
    /** Such as `plugin marketplace list`. */
    readonly path: string;
    readonly about: string;
    readonly leastWords?: number;
    /** With `leastWords` of the same number: exactly so many. */
    readonly mostWords?: number;
    /** Refused with --local, as `bot create` is. */
    readonly isRemoteOnly?: boolean;
    run(context: CommandContext): void;
}

/** Several failures as hashicorp's multierror prints them. */
export function joinErrors(messages: readonly string[]): CommandError {
    const count = `${messages.length} error${messages.length === 1 ? '' : 's'} occurred:`;
    return new CommandError([count, ...messages.map((message) => `\t* ${message}`), '', ''].join('\n'));
}

/** What the client library makes of a server's refusal: its message, then its details. */
export function messageOf(error: unknown): string {
    if (error instanceof AppError) {
        return error.detailed === '' ? error.message : `${error.message}, ${error.detailed}`;
    }
    throw error;
}

/** Runs `act` for every word; failures are printed through `describe`, collected and thrown together. */
export function forEachWord(
    context: CommandContext,
    describe: (word: string, message: string) => {readonly line: string; readonly cause: string},
    act: (word: string) => void,
): void {
    const failures: string[] = [];
    for (const word of context.words) {
        try {
            act(word);
        } catch (error) {
            const {line, cause} = describe(word, messageOf(error));
            context.printer.printError(line);
            failures.push(cause);
        }
    }
    if (failures.length > 0) {
        throw joinErrors(failures);
    }
}

/** The bytes of a file, or the error Go's os.Open gives. */
export function openFile(context: CommandContext, path: string): Uint8Array {
    const bytes = context.readFile(path);
    if (bytes === undefined) {
        throw new CommandError(`open ${path}: no such file or directory`);
    }
    return bytes;
}

export function requireFlag(context: CommandContext, name: string): string {
    const value = context.flags.get(name) ?? '';
    if (value === '') {
        throw new CommandError(`${name} is required`);
    }
    return value;
}
