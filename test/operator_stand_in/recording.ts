import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {KubernetesObject} from '../kubernetes_client/objects.ts';

/** What a watch of a real cluster saw while the real operator worked. */
export type WatchEvent = {
    readonly kind: string;
    readonly type: 'INITIAL' | 'ADDED' | 'MODIFIED' | 'DELETED';
    readonly object: KubernetesObject & {readonly spec?: unknown; readonly status?: unknown};
};

const SHARED = join(import.meta.dirname, '../../../shared/recordings/operator');
const SAMPLES = join(import.meta.dirname, 'samples');

/** The events of a recording: the whole one where it is there, else the sample, which has the fields that are looked at. */
export function readRecording(name: string): readonly WatchEvent[] {
    const folder = existsSync(join(SHARED, name)) ? SHARED : SAMPLES;
    return readFileSync(join(folder, name), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as WatchEvent);
}
