import {existsSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

import type {JsonValue} from '../json_value.ts';

/** One HTTP exchange with a real server. */
export interface Exchange {
    readonly name: string;
    readonly as: 'anonymous' | 'user' | 'bot' | 'admin' | 'none';
    readonly request: {readonly method: string; readonly path: string; readonly body: JsonValue};
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly response: JsonValue;
}

const HERE = dirname(fileURLToPath(import.meta.url));
const SHARED = join(HERE, '../../../../shared/recordings/mattermost');
const SAMPLES = join(HERE, '../samples');

/** Where the recordings lie: beside the project, else the few kept with it. */
const RECORDINGS = existsSync(SHARED) ? SHARED : SAMPLES;

/** A sentence for the log when only the own samples are there. */
export function tellSource(): void {
    if (RECORDINGS === SAMPLES) {
        process.stdout.write('No ../shared/recordings beside the project: replaying the small own samples instead.\n');
    }
}

export function readRecording(name: string): string {
    return readFileSync(join(RECORDINGS, name), 'utf8');
}

/** Which of these local-mode recordings there are: the own samples hold some only. */
export function keepRecorded(names: readonly string[]): string[] {
    return names.filter((name) => existsSync(join(RECORDINGS, 'local-mode', name)));
}

/** The output part of a local-mode recording, and the exit code its last line gives. */
export function readCommandRecording(name: string): {argv: string[]; output: string; exitCode: number} {
    const lines = readRecording(`local-mode/${name}`).trimEnd().split('\n');
    return {
        argv: (lines[0] ?? '').replace(/^\$ \S+ /, '').split(' '),
        output: lines.slice(1, -1).join('\n'),
        exitCode: Number((lines.at(-1) ?? '').replace('exit ', '')),
    };
}
