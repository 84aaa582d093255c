import {isDeepStrictEqual} from 'node:util';
import * as z from 'zod/mini';
import {FipsError} from '@fips-readiness/core';
import type {Cluster} from '../api/cluster.ts';
import {placeOf} from './kinds.ts';
import type {Manifest} from './manifest.ts';
import {MANAGED_BY} from './render_manifests.ts';

/** What is read of an object that is there. */
const Live = z.looseObject({
    metadata: z.looseObject({
        uid: z.string(),
        labels: z._default(z.record(z.string(), z.string()), {}),
        annotations: z._default(z.record(z.string(), z.string()), {}),
    }),
});
export type Live = z.infer<typeof Live>;

/** Who writes what `init` applies, as the API server notes it. */
const FIELD_MANAGER = 'fips-agent-init';

/** Undefined where there is none. Throws FipsError. */
export async function fetchLive({call}: Pick<Cluster, 'call'>, manifest: Manifest): Promise<Live | undefined> {
    return Live.safeParse(await call({...placeOf(manifest), verb: 'get'})).data;
}

/** Whether the installer made it. */
export function isOurs({metadata: {labels}}: Live): boolean {
    return Object.entries(MANAGED_BY).every(([name, value]) => labels[name] === value);
}

/**
 * Applies an object on the server's side: what others have put into it stays. With `tries` nothing is kept. Throws FipsError,
 * `cluster_refused` where the cluster does not have the kind.
 */
export async function applyManifest(
    {call}: Pick<Cluster, 'call'>,
    manifest: Manifest,
    {tries}: {readonly tries: boolean},
): Promise<Live> {
    const query = {fieldManager: FIELD_MANAGER, force: 'true', ...(tries && {dryRun: 'All'})};
    const place = placeOf(manifest);
    const applied = Live.safeParse(await call({...place, verb: 'apply', query}, manifest));
    if (!applied.success) {
        throw new FipsError('cluster_refused', {status: 404, verb: 'patch', resource: place.resource});
    }
    return applied.data;
}

/** Whether two readings of an object are the same, but for what the API server counts. */
export function isSame(one: Live, other: Live): boolean {
    return isDeepStrictEqual(withoutCounts(one), withoutCounts(other));
}

function withoutCounts(live: Live): unknown {
    const without = (object: object, names: readonly string[]) =>
        Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
    const metadata = without(live.metadata, ['managedFields', 'resourceVersion', 'generation']);
    return {...without(live, ['status']), metadata};
}
