import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import * as z from 'zod/mini';

/** The file in the folder of the control plane. */
export const AUDIT_LOG = 'audit.log';

/** Each question of people and ServiceAccounts, once, as it ends; none of the rig's own parts and of the admin. */
export const AUDIT_POLICY = {
    apiVersion: 'audit.k8s.io/v1',
    kind: 'Policy',
    omitStages: ['RequestReceived', 'ResponseStarted'],
    rules: [
        {level: 'None', userGroups: ['system:masters', 'system:nodes', 'system:serviceaccounts:kube-system']},
        {level: 'None', users: ['system:kube-scheduler', 'system:apiserver', 'system:anonymous']},
        {level: 'Metadata'},
    ],
};

const AuditEvent = z.object({
    verb: z.string(),
    user: z.object({username: z.string()}),
    objectRef: z.optional(z.object({resource: z.optional(z.string()), subresource: z.optional(z.string())})),
});

/** What one user has asked since the cluster of that folder started, as `list pods`, in that order. */
export async function readQuestions({folder}: {readonly folder: string}, user: string): Promise<readonly string[]> {
    const text = await readFile(join(folder, 'plane', AUDIT_LOG), 'utf8').catch(() => '');
    return text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => AuditEvent.parse(JSON.parse(line)))
        .filter((event) => event.user.username === user)
        .map(({verb, objectRef: {resource = '', subresource} = {}}) =>
            [verb, subresource === undefined ? resource : `${resource}/${subresource}`].join(' '),
        );
}
