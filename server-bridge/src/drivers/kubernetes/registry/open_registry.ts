import * as z from 'zod/mini';
import {parseJson} from '@fips-readiness/core';
import {isLoopback} from '../../../loopback.ts';

/** A login of one registry. Secret: never printed. */
export type RegistryLogin = {readonly username: string; readonly password: string};

/** An answer: its text, and the digest of what it holds. */
type RegistryText = {readonly status: number; readonly text: string; readonly digest: string};

/** A registry, asked with a login as it wants it. */
export type Registry = {readonly fetch: (url: string, accept: string) => Promise<RegistryText>};

const LARGEST_ANSWER_BYTES = 4 * 1024 * 1024;
const Token = z.object({token: z.optional(z.string()), access_token: z.optional(z.string())});

/** Asks a registry, logging in where it asks for it: by a token of the service it names, or by name and password. */
export function openRegistry(login: RegistryLogin | undefined, limitMs: number): Registry {
    const signal = AbortSignal.timeout(limitMs);
    let authorization: string | undefined;
    const ask = (url: string, accept: string) =>
        fetch(url, {
            signal,
            // A blob may stand elsewhere; a manifest does not.
            redirect: url.includes('/blobs/') ? 'follow' : 'error',
            headers: {Accept: accept, ...(authorization !== undefined && {Authorization: authorization})},
        });
    return {
        fetch: async (url, accept) => {
            let answer = await ask(url, accept);
            if (answer.status === 401 && authorization === undefined) {
                await answer.body?.cancel();
                authorization = await logIn(answer.headers.get('www-authenticate') ?? '', new URL(url), login, signal);
                answer = authorization === undefined ? answer : await ask(url, accept);
            }
            const text = answer.ok ? await readText(answer) : '';
            return {status: answer.status, text, digest: answer.headers.get('docker-content-digest') ?? ''};
        },
    };
}

/** Undefined where the registry names no way in that is known. */
async function logIn(
    challenge: string,
    asked: URL,
    login: RegistryLogin | undefined,
    signal: AbortSignal,
): Promise<string | undefined> {
    const basic = login && `Basic ${Buffer.from(`${login.username}:${login.password}`, 'utf8').toString('base64')}`;
    if (/^basic /i.test(challenge)) {
        return basic;
    }
    const values = Object.fromEntries(
        [...challenge.matchAll(/([a-z]+)="([^"]{0,2000})"/g)].map(([, name = '', value = '']) => [name, value]),
    );
    const realm = /^bearer /i.test(challenge) ? values['realm'] : undefined;
    // A login is not sent in clear text to wherever a registry points.
    if (realm === undefined || !URL.canParse(realm) || !isSafe(new URL(realm), asked)) {
        return undefined;
    }
    const url = new URL(realm);
    for (const name of ['service', 'scope']) {
        if (values[name] !== undefined) {
            url.searchParams.set(name, values[name]);
        }
    }
    const answer = await fetch(url, {
        signal,
        redirect: 'error',
        headers: basic === undefined ? {} : {Authorization: basic},
    });
    const read = Token.safeParse(parseJson(await readText(answer)));
    const token = read.success ? (read.data.token ?? read.data.access_token) : undefined;
    return token === undefined ? undefined : `Bearer ${token}`;
}

function isSafe(realm: URL, asked: URL): boolean {
    return realm.protocol === 'https:' || (asked.protocol === 'http:' && isLoopback(realm.hostname));
}

async function readText(answer: Response): Promise<string> {
    const parts: Uint8Array[] = [];
    let bytes = 0;
    for await (const part of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
        bytes += part.length;
        if (bytes > LARGEST_ANSWER_BYTES) {
            throw new Error('the answer is too large');
        }
        parts.push(part);
    }
    return Buffer.concat(parts).toString('utf8');
}
