import {randomUUID} from 'node:crypto';
import {applyPatch} from 'rfc6902';
import type {Operation} from 'rfc6902';
import {makeStatus} from './status.ts';
import type {Answer} from './status.ts';
import type {Call} from './call.ts';
import {findSchemaFault} from './find_schema_fault.ts';
import {nameObject, removeOwned} from './cluster_state.ts';
import type {ClusterObject, ClusterState} from './cluster_state.ts';

/** What came with a request: its body, and what the body is. */
export type Sent = {readonly body: unknown; readonly contentType: string};

/** Creates, patches or deletes an object, as the API server does. With `dryRun=All` the answer is the same and nothing is kept. */
export function answerWrite(state: ClusterState, call: Call, sent: Sent): Answer {
    switch (call.verb) {
        case 'create':
            return create(state, call, sent.body as ClusterObject);
        case 'patch':
            return patch(state, call, sent);
        default:
            return remove(state, call, (sent.body ?? {}) as DeleteOptions);
    }
}

type DeleteOptions = {readonly preconditions?: {readonly uid?: string}};

function create(state: ClusterState, call: Call, body: ClusterObject): Answer {
    const {kind, namespace} = call;
    const {name} = body.metadata;
    if (state.objects.has(nameObject(kind.resource, namespace, name))) {
        return makeStatus(409, 'AlreadyExists', `${nameKind(call)} "${name}" already exists`, detailsOf(call, name));
    }
    const made: ClusterObject = {
        apiVersion: kind.group === '' ? kind.version : `${kind.group}/${kind.version}`,
        kind: kind.kind,
        ...(withoutNulls(body) as ClusterObject),
        metadata: {
            ...body.metadata,
            ...(namespace !== '' && {namespace}),
            uid: randomUUID(),
            generation: 1,
            resourceVersion: nextVersion(state),
            creationTimestamp: new Date().toISOString().replace(/\.\d+/, ''),
        },
    };
    return keep(state, call, made, 201);
}

function patch(state: ClusterState, call: Call, {body, contentType}: Sent): Answer {
    const before = find(state, call);
    if (contentType.startsWith('application/apply-patch+yaml') && !before) {
        return create(state, call, body as ClusterObject);
    }
    if (!before) {
        return makeMissing(call);
    }
    const patched = structuredClone(before);
    if (contentType.startsWith('application/json-patch+json')) {
        const failed = applyPatch(patched, body as Operation[]).find((error) => error !== null);
        if (failed) {
            return makeStatus(422, 'Invalid', 'the server rejected our request due to an error in our request', {});
        }
    } else {
        mergeInto(patched as Record<string, unknown>, body as Record<string, unknown>);
    }
    if (patched.metadata['resourceVersion'] !== before.metadata['resourceVersion']) {
        const message = `Operation cannot be fulfilled on ${nameKind(call)} "${call.name}": the object has been modified; please apply your changes to the latest version and try again`;
        return makeStatus(409, 'Conflict', message, {name: call.name});
    }
    const after: ClusterObject =
        call.subresource === 'status'
            ? {...before, status: patched['status']}
            : {...patched, ...('status' in before && {status: before['status']})};
    if (isSame(after, before)) {
        return {status: 200, body: before};
    }
    const changed = !isSame(after['spec'], before['spec']);
    const generation = Number(before.metadata['generation'] ?? 1) + (changed ? 1 : 0);
    const metadata = {...after.metadata, generation, resourceVersion: nextVersion(state)};
    return keep(state, call, {...after, metadata}, 200);
}

function remove(state: ClusterState, call: Call, {preconditions}: DeleteOptions): Answer {
    const found = find(state, call);
    if (!found) {
        return makeMissing(call);
    }
    const uid = found.metadata['uid'];
    if (preconditions?.uid !== undefined && preconditions.uid !== uid) {
        const message = `the UID in the precondition (${preconditions.uid}) does not match the UID in record (${String(uid)})`;
        return makeStatus(409, 'Conflict', message, {name: call.name});
    }
    state.objects.delete(nameObject(call.kind.resource, call.namespace, call.name));
    removeOwned(state, (owner) => uid !== undefined && owner.uid === uid);
    return {status: 200, body: {kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success'}};
}

/** The answer of a name that nothing has. */
export function makeMissing(call: Call): Answer {
    return makeStatus(404, 'NotFound', `${nameKind(call)} "${call.name}" not found`, detailsOf(call, call.name));
}

function detailsOf({kind}: Call, name: string): object {
    return {name, ...(kind.group !== '' && {group: kind.group}), kind: kind.resource};
}

function keep(state: ClusterState, call: Call, object: ClusterObject, status: number): Answer {
    const {kind, namespace, query} = call;
    const isDryRun = query.get('dryRun') === 'All';
    const fault = kind.resource === 'mattermosts' ? findSchemaFault(object) : undefined;
    if (fault !== undefined) {
        const name = `${kind.kind}.${kind.group} "${object.metadata.name}"`;
        return makeStatus(422, 'Invalid', `${name} is invalid: ${fault}`, detailsOf(call, object.metadata.name));
    }
    const refusal = state.admit?.(object, isDryRun);
    if (refusal !== undefined) {
        return makeStatus(422, 'Invalid', refusal, {});
    }
    if (!isDryRun) {
        state.objects.set(nameObject(kind.resource, namespace, object.metadata.name), object);
    }
    return {status, body: object};
}

function find(state: ClusterState, {kind, namespace, name}: Call): ClusterObject | undefined {
    return state.objects.get(nameObject(kind.resource, namespace, name));
}

function nameKind({kind}: Call): string {
    return kind.group === '' ? kind.resource : `${kind.resource}.${kind.group}`;
}

/** By their text: clones may be of another realm, whose objects are never deeply equal to ours. */
function isSame(one: unknown, other: unknown): boolean {
    return JSON.stringify(one) === JSON.stringify(other);
}

function nextVersion(state: ClusterState): string {
    state.version += 1;
    return String(state.version);
}

/** RFC 7396. */
function mergeInto(target: Record<string, unknown>, changes: Record<string, unknown>): void {
    for (const [key, value] of Object.entries(changes)) {
        const before = target[key];
        if (value === null) {
            delete target[key];
        } else if (isObject(value) && isObject(before)) {
            mergeInto(before, value);
        } else {
            target[key] = withoutNulls(value);
        }
    }
}

/** A field that is null is not there. */
function withoutNulls(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(withoutNulls);
    }
    return isObject(value)
        ? Object.fromEntries(
              Object.entries(value).flatMap(([key, one]) => (one === null ? [] : [[key, withoutNulls(one)] as const])),
          )
        : value;
}

function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
