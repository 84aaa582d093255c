import {randomBytes} from 'node:crypto';
import {join} from 'node:path';
import * as z from 'zod/mini';
import {FipsError, makeKeyPair, parseJson} from '@fips-readiness/core';
import type {KeyPair} from '@fips-readiness/core';
import {writeDurably} from './durable_file.ts';
import {readStateFile} from './read_state_file.ts';

const IdentityFile = z.object({
    format: z.literal(1),
    agentId: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
    secret: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
});

/** Who this agent is: an id and a signing key, made at its first start and kept in its state folder. */
export type Identity = {readonly agentId: string; readonly keys: KeyPair};

/** Reads the identity, or undefined where none was made yet. Throws FipsError `state_damaged` for a file that is not ours. */
export async function readIdentity(stateDirectory: string): Promise<Identity | undefined> {
    const path = join(stateDirectory, 'identity.json');
    const file = await readStateFile(path, IdentityFile);
    const identity = file && toIdentity(file);
    if (file && !identity) {
        throw new FipsError('state_damaged', {file: path});
    }
    return identity;
}

/** Reads the text of an identity's file; undefined for what is not one of ours. */
export function parseIdentity(text: string): Identity | undefined {
    const file = IdentityFile.safeParse(parseJson(text)).data;
    return file && toIdentity(file);
}

/** Undefined for a secret that is no key. */
function toIdentity({agentId, secret}: z.infer<typeof IdentityFile>): Identity | undefined {
    const keys = makeKeyPair(Buffer.from(secret, 'hex'));
    return keys && {agentId, keys};
}

/** Reads the identity, or makes it. Throws FipsError `state_damaged` for a file that is not one of ours. */
export async function openIdentity(stateDirectory: string): Promise<Identity> {
    const known = await readIdentity(stateDirectory);
    if (known) {
        return known;
    }
    const identity = makeIdentity();
    await writeDurably(join(stateDirectory, 'identity.json'), printIdentity(identity));
    return identity;
}

/** The text of its file. A secret. */
export function printIdentity({agentId, keys}: Identity): string {
    return `${JSON.stringify({format: 1, agentId, secret: keys.secret})}\n`;
}

function makeIdentity(): Identity {
    for (;;) {
        const keys = makeKeyPair(randomBytes(32));
        if (keys) {
            return {agentId: randomBytes(16).toString('hex'), keys};
        }
    }
}
