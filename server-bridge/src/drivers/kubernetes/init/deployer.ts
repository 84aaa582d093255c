import {setTimeout as wait} from 'node:timers/promises';
import * as z from 'zod/mini';
import {FipsError, isFipsError} from '@fips-readiness/core';
import type {Deployer, InstallNotes, Installation} from '../../../port/driver.ts';
import {mayDo} from '../access.ts';
import type {Cluster} from '../api/cluster.ts';
import {placeOf} from './kinds.ts';
import {applyManifest, fetchLive, isOurs, isSame} from './live_object.ts';
import {nameManifest, parseManifests, sortManifests} from './manifest.ts';
import type {Manifest} from './manifest.ts';
import {KEY_ANNOTATION, MANAGED_BY} from './render_manifests.ts';

/** A pod ends its step first: 60 seconds, by its manifest. */
const LONGEST_END_MS = 120_000;
const LOOK_EVERY_MS = 500;

/** Every mode has it; the others are bound by a policy. */
const READING_ROLE = 'fips-agent';

/** The Secret with the notes of an installation. */
const NOTES_SECRET = 'fips-agent-token';

/**
 * Applies the agent's objects and removes them. `every` names all that it may consist of, whichever mode: what is there of it and not
 * in the files is removed.
 */
export function makeDeployer(
    cluster: Pick<Cluster, 'call'>,
    {namespace, every, look}: {readonly namespace: string; readonly every: readonly Manifest[]; readonly look: string},
): Deployer {
    const read = ({files, notes}: Installation): readonly Manifest[] =>
        sortManifests([...parseFiles(files), makeNotesSecret(namespace, notes)]);
    const findSurplus = (wanted: readonly Manifest[]) =>
        findOurs(
            cluster,
            every.filter((one) => !wanted.some((other) => nameManifest(one) === nameManifest(other))),
        );
    return {
        describe: async (installation) => {
            const manifests = read(installation);
            return {
                applied: manifests.map(nameManifest),
                removed: (await findSurplus(manifests)).map(nameManifest),
            };
        },
        tryOut: async (installation) => {
            const manifests = read(installation);
            for (const manifest of manifests) {
                await explainRefusal(manifest, () => requireFree(cluster, manifest));
            }
            for (const manifest of manifests) {
                await explainRefusal(manifest, () => tryManifest(cluster, manifest));
            }
        },
        isDone: async (installation) => {
            const manifests = read(installation);
            for (const manifest of manifests) {
                const live = await fetchLive(cluster, manifest);
                if (!live || !isSame(live, await applyManifest(cluster, manifest, {tries: true}))) {
                    return false;
                }
            }
            return (await findSurplus(manifests)).length === 0;
        },
        perform: async (installation) => {
            const manifests = read(installation);
            // Again, right before: a name may have been taken meanwhile.
            for (const manifest of manifests) {
                await requireFree(cluster, manifest);
            }
            const applied: string[] = [];
            try {
                // A right that goes does so before the policy that bounds it.
                await removeAll(cluster, await findSurplus(manifests));
                for (const manifest of manifests) {
                    await applyManifest(cluster, manifest, {tries: false});
                    applied.push(nameManifest(manifest));
                }
            } catch (error) {
                throw isFipsError(error) ? stopped(error, manifests, applied) : error;
            }
        },
        findInstalled: async () => (await findOurs(cluster, every)).map(nameManifest),
        remove: async () => removeAll(cluster, await findOurs(cluster, every)),
        look,
    };
}

/** Removes one object, and waits until what it has made is gone too. Throws FipsError. */
export async function removeManifest(cluster: Pick<Cluster, 'call'>, manifest: Manifest): Promise<void> {
    const live = await fetchLive(cluster, manifest);
    if (!live || !isOurs(live)) {
        return;
    }
    const {uid} = live.metadata;
    const options = {preconditions: {uid}, propagationPolicy: 'Foreground'};
    await cluster.call({...placeOf(manifest), verb: 'delete'}, options);
    for (let waited = 0; (await fetchLive(cluster, manifest))?.metadata.uid === uid; waited += LOOK_EVERY_MS) {
        if (waited >= LONGEST_END_MS) {
            throw new FipsError('object_stays', {object: nameManifest(manifest)});
        }
        await wait(LOOK_EVERY_MS);
    }
}

/**
 * Those that are there and the installer's. Who may not look for a policy, which belongs to the cluster, is refused where the Role is
 * there that it bounds. Throws FipsError.
 */
async function findOurs(cluster: Pick<Cluster, 'call'>, manifests: readonly Manifest[]): Promise<readonly Manifest[]> {
    const found: Manifest[] = [];
    let refusal: unknown;
    for (const manifest of manifests) {
        try {
            const live = await fetchLive(cluster, manifest);
            if (live && isOurs(live)) {
                found.push(manifest);
            }
        } catch (error) {
            if (placeOf(manifest).namespace !== undefined || !isForbidden(error)) {
                throw error;
            }
            refusal ??= error;
        }
    }
    if (refusal !== undefined && found.some((one) => one.kind === 'Role' && one.metadata.name !== READING_ROLE)) {
        throw refusal;
    }
    return found;
}

async function removeAll(cluster: Pick<Cluster, 'call'>, manifests: readonly Manifest[]): Promise<void> {
    for (const manifest of sortManifests(manifests).toReversed()) {
        await removeManifest(cluster, manifest);
    }
}

function parseFiles(files: Installation['files']): readonly Manifest[] {
    return Object.values(files).flatMap(parseManifests);
}

/** In no file: only the cluster has it. */
export function makeNotesSecret(namespace: string, notes: InstallNotes): Manifest {
    return {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: {name: NOTES_SECRET, namespace, labels: {...MANAGED_BY}},
        type: 'Opaque',
        data: Object.fromEntries(
            Object.entries(notes).map(([name, text]) => [name, Buffer.from(text, 'utf8').toString('base64')]),
        ),
    };
}

/** Throws FipsError where somebody else made an object of that name, or the volume has another agent's key. */
async function requireFree(cluster: Pick<Cluster, 'call'>, manifest: Manifest): Promise<void> {
    const live = await fetchLive(cluster, manifest);
    if (live && !isOurs(live)) {
        throw new FipsError('name_taken', {object: nameManifest(manifest)});
    }
    const key = keyOf(manifest);
    const kept = live?.metadata.annotations[KEY_ANNOTATION];
    if (key !== undefined && kept !== undefined && kept !== key) {
        const {name: volume, namespace = ''} = manifest.metadata;
        throw new FipsError('volume_of_another_key', {volume, namespace, key: kept});
    }
}

function keyOf({metadata}: Manifest): string | undefined {
    const annotations = metadata['annotations'];
    return (annotations as Readonly<Record<string, string>> | undefined)?.[KEY_ANNOTATION];
}

const Binding = z.object({roleRef: z.object({name: z.string()})});

/**
 * Throws FipsError where the API server would refuse it. It refuses a binding to a Role that is not there yet, unless a cluster admin
 * asks: until then the rights alone are tried. Whether this user may give the Role's rights, the Role itself shows.
 */
async function tryManifest(cluster: Pick<Cluster, 'call'>, manifest: Manifest): Promise<void> {
    const binding = manifest.kind === 'RoleBinding' ? Binding.safeParse(manifest).data : undefined;
    const {metadata} = manifest;
    const role = binding && ({...manifest, kind: 'Role', metadata: {...metadata, name: binding.roleRef.name}} as const);
    if (!role || (await fetchLive(cluster, role))) {
        await applyManifest(cluster, manifest, {tries: true});
        return;
    }
    const {name, ...place} = placeOf(manifest);
    for (const ask of [{verb: 'create', ...place} as const, {verb: 'patch', ...place, name} as const]) {
        if (!(await mayDo(cluster, ask))) {
            throw new FipsError('cluster_forbidden', {
                verb: ask.verb,
                resource: place.resource,
                group: place.group,
                place: '',
            });
        }
    }
}

/** Says of a refusal which object it is about. Throws FipsError `install_refused`, and what `work` throws besides. */
async function explainRefusal(manifest: Manifest, work: () => Promise<unknown>): Promise<void> {
    try {
        await work();
    } catch (error) {
        if (isForbidden(error) || (isFipsError(error) && error.code === 'cluster_refused')) {
            const problem = isForbidden(error) ? 'forbidden' : 'refused';
            throw new FipsError('install_refused', {object: nameManifest(manifest), problem, ...refusalOf(manifest)});
        }
        throw error;
    }
}

function isForbidden(error: unknown): boolean {
    return isFipsError(error) && error.code === 'cluster_forbidden';
}

function refusalOf(manifest: Manifest): {readonly group: string; readonly resource: string} {
    const {group, resource} = placeOf(manifest);
    return {group, resource};
}

function stopped({code}: FipsError, manifests: readonly Manifest[], applied: readonly string[]): FipsError {
    const missing = manifests.map(nameManifest).filter((name) => !applied.includes(name));
    return new FipsError('install_stopped', {code, applied: applied.join(', ') || '-', missing: missing.join(', ')});
}
