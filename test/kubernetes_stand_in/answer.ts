import {describeRefusal, isAllowed} from './access.ts';
import type {Wish} from './access.ts';
import type {Call} from './call.ts';
import {nameObject} from './cluster_state.ts';
import type {ClusterObject, ClusterState, ClusterUser} from './cluster_state.ts';
import {makeStatus} from './status.ts';
import type {Answer} from './status.ts';
import {answerWrite, makeMissing} from './write.ts';
import type {Sent} from './write.ts';

/** Who is not known to the cluster. */
export const UNAUTHORIZED: Answer = makeStatus(401, 'Unauthorized', 'Unauthorized');

/** What a call wants, as rules name it. */
function wishOf({verb, kind, namespace, subresource}: Call): Wish {
    const resource = subresource === '' ? kind.resource : `${kind.resource}/${subresource}`;
    return {verb, group: kind.group, resource, namespace};
}

/** The refusal of a call that a user's rules do not allow; undefined where they do. */
export function refuse(user: ClusterUser, call: Call): Answer | undefined {
    const wish = wishOf(call);
    return isAllowed(user, wish)
        ? undefined
        : makeStatus(403, 'Forbidden', describeRefusal(user, wish, call.name), {
              ...(call.name !== '' && {name: call.name}),
              ...(call.kind.group !== '' && {group: call.kind.group}),
              kind: call.kind.resource,
          });
}

/** A container that a pod does not have has no log, and no command runs in it. Undefined where it has it, or none was named. */
export function refuseContainer({objects}: ClusterState, {namespace, name, query}: Call): Answer | undefined {
    const asked = query.get('container');
    const pod = objects.get(nameObject('pods', namespace, name));
    const {containers, initContainers = []} = (pod?.['spec'] ?? {containers: []}) as {
        readonly containers: readonly {readonly name: string}[];
        readonly initContainers?: readonly {readonly name: string}[];
    };
    return pod && asked !== null && ![...initContainers, ...containers].some((container) => container.name === asked)
        ? makeStatus(400, 'BadRequest', `container ${asked} is not valid for pod ${name}`)
        : undefined;
}

/** What a group has in one version, for everybody who is logged in; undefined where the cluster does not have it. */
export function listGroup(
    {kinds}: Pick<ClusterState, 'kinds'>,
    {group, version}: {readonly group: string; readonly version: string},
): Answer | undefined {
    const own = kinds.filter((one) => one.group === group && one.version === version);
    return own.length === 0
        ? undefined
        : {
              status: 200,
              body: {
                  kind: 'APIResourceList',
                  apiVersion: 'v1',
                  groupVersion: `${group}/${version}`,
                  resources: own.map(({resource: name, kind, namespaced}) => ({name, kind, namespaced})),
              },
          };
}

/** Answers a call that is allowed. */
export function answerCall(state: ClusterState, call: Call, sent: Sent): Answer {
    if (call.verb !== 'list' && call.verb !== 'get') {
        return answerWrite(state, call, sent);
    }
    if (call.verb === 'list') {
        return listObjects(state, call);
    }
    const {kind, namespace, name, subresource} = call;
    const object = state.objects.get(nameObject(kind.resource, namespace, name));
    if (!object) {
        return makeMissing(call);
    }
    return subresource === 'log'
        ? (refuseContainer(state, call) ?? {status: 200, body: findLog(state, call)})
        : {status: 200, body: object};
}

/** A container's own log, else its pod's. */
function findLog({logs}: ClusterState, {namespace, name, query}: Call): string {
    return logs.get(`${namespace}/${name}/${query.get('container') ?? ''}`) ?? logs.get(`${namespace}/${name}`) ?? '';
}

function listObjects(state: ClusterState, {kind, namespace, query}: Call): Answer {
    const prefix = `${kind.resource}/${namespace === '' ? '' : `${namespace}/`}`;
    const all = [...state.objects]
        .filter(
            ([key, object]) =>
                key.startsWith(prefix) &&
                isSelected(object, query.get('labelSelector') ?? '') &&
                isNamed(object, query.get('fieldSelector') ?? ''),
        )
        .map(([, object]) => object);
    const token = query.get('continue');
    if (token !== null && state.expiresNextPage === true) {
        state.expiresNextPage = false;
        return makeExpired(token);
    }
    const start = Number(token ?? 0);
    const end = Math.min(all.length, start + Number(query.get('limit') ?? all.length));
    return {
        status: 200,
        body: {
            kind: `${kind.kind}List`,
            apiVersion: kind.group === '' ? kind.version : `${kind.group}/${kind.version}`,
            metadata: {
                resourceVersion: String(state.version),
                ...(end < all.length && {
                    continue: String(end),
                    ...(!query.has('labelSelector') && {remainingItemCount: all.length - end}),
                }),
            },
            items: all.slice(start, end),
        },
    };
}

/** The list has changed too much: the Status has a token with which it goes on as it is now. */
function makeExpired(token: string): Answer {
    const {status, body} = makeStatus(410, 'Expired', 'The provided continue parameter is too old');
    return {status, body: {...Object(body), metadata: {continue: token}}};
}

/** Every kind can be selected by `metadata.name`; no other field is read here. */
function isNamed({metadata: {name}}: ClusterObject, selector: string): boolean {
    return selector === '' || selector === `metadata.name=${name}`;
}

function isSelected({metadata: {labels = {}}}: ClusterObject, selector: string): boolean {
    return selector
        .split(',')
        .filter((one) => one !== '')
        .every((one) => {
            const [name = '', value] = one.split('=');
            return labels[name] === value;
        });
}

/** `SelfSubjectAccessReview`: every user may ask it of themselves. */
export function reviewAccess(
    user: ClusterUser,
    asked: {readonly resourceAttributes: Readonly<Record<string, string>>},
): Answer {
    const {verb = '', group = '', resource = '', subresource = '', namespace = ''} = asked.resourceAttributes;
    const wish = {verb, group, resource: subresource === '' ? resource : `${resource}/${subresource}`, namespace};
    return {
        status: 201,
        body: {
            kind: 'SelfSubjectAccessReview',
            apiVersion: 'authorization.k8s.io/v1',
            metadata: {},
            spec: asked,
            status: {allowed: isAllowed(user, wish)},
        },
    };
}
