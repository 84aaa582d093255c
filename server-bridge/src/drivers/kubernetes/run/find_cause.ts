import {classifyRehearsal} from '../../../rehearsal/classify_rehearsal.ts';
import type {RehearsalOutcome} from '../../../rehearsal/classify_rehearsal.ts';
import {findStatus} from '../instance.ts';
import {readPodLog} from '../read_logs.ts';
import {findPod} from '../rehearsal/find_pod.ts';
import {CONTAINER} from '../resources.ts';
import type {KubernetesRun} from './kubernetes_run.ts';

/** Why a pod does not come up. Permanent codes; words under `pod.cause.<code>`. `errorId` is the product's own. */
export type PodCause = {
    readonly cause:
        | Exclude<RehearsalOutcome['code'], 'ok' | 'other_failure' | 'program_hidden' | 'timed_out'>
        | PullCause
        | 'unknown';
    readonly errorId?: string;
};

type PullCause = 'image_missing' | 'image_denied' | 'image_unreachable' | 'image_platform';

/** The sentences of containerd, CRI-O and registries. The first that fits: a registry that hides what it has says that it is denied, and a missing platform is "not found" too. */
const PULL: readonly (readonly [RegExp, PullCause])[] = [
    [/unauthorized|access denied|access forbidden|authorization failed|no basic auth|40[13]\b/i, 'image_denied'],
    [/no match for platform|no matching manifest|no image found in .* for architecture/i, 'image_platform'],
    [/not found|manifest unknown|404\b/i, 'image_missing'],
    [/dial tcp|no such host|i\/o timeout|connection refused|x509:|tls: |deadline exceeded/i, 'image_unreachable'],
];

/**
 * Why a pod of the target image does not come up, judged by what the kubelet says of its image, or by what its server wrote last.
 * Nothing of either text is passed on but an error id of the product. Throws FipsError.
 */
export async function findCause(
    {cluster, target: {namespace}}: Pick<KubernetesRun, 'cluster' | 'target'>,
    name: string,
): Promise<PodCause> {
    const pod = name === '' ? undefined : await findPod(cluster, {namespace, name});
    const status = pod && findStatus(pod);
    const ended = status?.state.terminated ?? status?.lastState.terminated;
    if (!ended) {
        const message = status?.state.waiting?.message ?? '';
        return {cause: PULL.find(([pattern]) => pattern.test(message))?.[1] ?? 'unknown'};
    }
    const previous = status?.state.terminated === undefined;
    const log = await readPodLog(cluster, {namespace, name, container: CONTAINER, previous});
    const {exitCode, message} = ended;
    const outcome = classifyRehearsal({exitCode, stdout: log, stderr: message, timedOut: false});
    switch (outcome.code) {
        case 'invalid_configuration':
            return {cause: outcome.code, errorId: outcome.errorId};
        case 'ok':
        case 'other_failure':
        case 'program_hidden':
        case 'timed_out':
            return {cause: 'unknown'};
        default:
            return {cause: outcome.code};
    }
}
