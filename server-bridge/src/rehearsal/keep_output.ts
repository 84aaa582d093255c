import {join} from 'node:path';
import {writeDurably} from '../state/durable_file.ts';
import {openStateDirectory} from '../state/state_directory.ts';
import type {ProgramEnd} from '../program_end.ts';

const FILE = 'rehearsal-output.txt';

/**
 * Keeps what the program printed in the agent's own folder (mode 0600): foreign text may hold secrets and is shown nowhere.
 * Answers the file's path, or undefined where nothing was printed or the folder is not to be had.
 */
export async function keepOutput(stateDirectory: string, result: ProgramEnd): Promise<string | undefined> {
    const text = `${result.stdout}${result.stderr}`;
    if (text === '') {
        return undefined;
    }
    const file = join(stateDirectory, FILE);
    try {
        await openStateDirectory(stateDirectory);
        await writeDurably(file, text);
        return file;
    } catch {
        return undefined;
    }
}
