import {speakEnglish} from '../words/speak.ts';

/** A bug by its type and place; what it says itself may quote a secret. */
export function describeBug(error: unknown): string {
    const name = error instanceof Error ? error.name : typeof error;
    const place =
        error instanceof Error ? /\(?(?:file:\/\/)?[^\s()]*\/([^/\s()]+:\d+):\d+\)?/.exec(error.stack ?? '')?.[1] : '';
    return speakEnglish('bug.title', {name, place: place ?? '?'});
}
