import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import * as z from 'zod/mini';
import {parseJson} from '@fips-readiness/core';
import {appendDurably, writeDurably} from './durable_file.ts';

const Claim = z.object({postId: z.string(), at: z.iso.datetime()});

const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** Requests this agent has taken on or refused, by post id, kept for 30 days (security.md rule 3). */
export type Claims = {
    readonly handled: ReadonlySet<string>;
    /** On disk before it answers: a claim stands before the reply. */
    readonly claim: (postId: string, at: Date) => Promise<void>;
};

/** Opens the list of claims. A torn last line, left by a crash, is dropped. */
export async function openClaims(stateDirectory: string, now: Date): Promise<Claims> {
    const path = join(stateDirectory, 'claims.jsonl');
    const text = await readFile(path, 'utf8').catch(() => '');
    const kept = text
        .split('\n')
        .map((line) => Claim.safeParse(parseJson(line)))
        .flatMap((read) => (read.success ? [read.data] : []))
        .filter((claim) => now.getTime() - Date.parse(claim.at) < KEPT_MS);
    await writeDurably(path, kept.map((claim) => `${JSON.stringify(claim)}\n`).join(''));
    const handled = new Set(kept.map((claim) => claim.postId));
    return {
        handled,
        claim: async (postId, at) => {
            await appendDurably(path, JSON.stringify({postId, at: at.toISOString()}));
            handled.add(postId);
        },
    };
}
