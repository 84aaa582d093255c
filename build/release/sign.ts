import {execFile} from 'node:child_process';
import {rm} from 'node:fs/promises';
import {promisify} from 'node:util';

const run = promisify(execFile);

/** Writes `<file>.sig`, a detached binary signature as Mattermost verifies it, with a key of gpg's keyring. */
export async function sign(file: string, key: string): Promise<string> {
    const signature = `${file}.sig`;
    await rm(signature, {force: true});
    await run('gpg', [
        ...['--batch', '--local-user', key, '--personal-digest-preferences', 'SHA256'],
        ...['--output', signature, '--detach-sign', file],
    ]);
    return signature;
}
