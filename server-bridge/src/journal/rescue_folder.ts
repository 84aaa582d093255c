import {join} from 'node:path';

/** Where the rescue kit of a run is. */
export function findRescueFolder(directory: string, runId: string): string {
    return join(directory, runId);
}
