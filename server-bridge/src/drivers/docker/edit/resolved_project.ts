import {makeFingerprint} from './fingerprint.ts';
import type {Compose, ComposeProject} from './compose.ts';

/** Stands for every file that compose reads: its own, those they include or extend, and the env files of services. */
export const RESOLVED_PROJECT = 'docker compose config';

/** A fingerprint of the project as compose resolves it: whichever file changes what it says moves it. */
export async function fingerprintProject(compose: Compose, project: ComposeProject, keyHex: string): Promise<string> {
    return makeFingerprint(keyHex, RESOLVED_PROJECT, JSON.stringify(await compose.fetchConfig(project)));
}
