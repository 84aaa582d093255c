import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {runCommand} from '../engine/command.ts';
import type {CommandResult} from '../engine/command.ts';

/** A gpg keyring of its own with one key that has no passphrase. */
export type SigningKey = {
    readonly id: string;
    readonly env: Readonly<Record<string, string>>;
    verify(signature: string, file: string): Promise<CommandResult>;
    remove(): Promise<void>;
};

/** RSA, as Mattermost's own signing key is. */
export async function makeSigningKey(): Promise<SigningKey> {
    const home = await mkdtemp(join(tmpdir(), 'gpg-'));
    const env = {GNUPGHOME: home, PATH: process.env['PATH'] ?? ''};
    const id = 'release@example.com';
    const options = ['--batch', '--pinentry-mode', 'loopback', '--passphrase', ''];
    const made = await runCommand('gpg', [...options, '--quick-generate-key', id, 'rsa3072', 'sign', 'never'], {env});
    if (made.code !== 0) {
        throw new Error(`gpg ended with exit ${made.code}:\n${made.stderr}`);
    }
    return {
        id,
        env: {GNUPGHOME: home},
        verify: (signature, file) => runCommand('gpg', ['--batch', '--verify', signature, file], {env}),
        remove: async () => {
            await runCommand('gpgconf', ['--kill', 'all'], {env});
            await rm(home, {recursive: true, force: true});
        },
    };
}
