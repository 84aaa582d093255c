import {generatePassword} from '../../../rotation/generate_password.ts';
import {chooseServers} from '../choose_pods.ts';
import {findServerPods} from '../find_pods.ts';
import {findDatabasePod} from '../locate_database.ts';
import {makeSource} from '../read_environment.ts';
import type {KubernetesRun} from '../run/kubernetes_run.ts';
import {findPassword} from './find_password.ts';
import {readStagedPassword, writeStagedPassword} from './staged_password.ts';
import type {StagedPassword} from './staged_password.ts';

/** The rotation as it will be made, on disk; null where the plan rotates nothing, undefined where the password is not where it was planned. */
export async function stagePassword({
    cluster,
    target,
    plan: {rotation},
    folder,
}: Pick<KubernetesRun, 'cluster' | 'target' | 'plan' | 'folder'>): Promise<StagedPassword | null | undefined> {
    if (!rotation || !('secret' in rotation)) {
        return null;
    }
    const earlier = await readStagedPassword(folder);
    if (earlier) {
        return earlier;
    }
    const {namespace} = target;
    const [pod] = await findServerPods(cluster, chooseServers(target), makeSource(cluster, namespace));
    const next = generatePassword();
    const found = pod && (await findPassword(cluster, pod, () => next));
    if (found?.code !== 'found' || !isAsPlanned(found, rotation.secret)) {
        return undefined;
    }
    const {dsn, dataSource, secret, values} = found;
    const database = await findDatabasePod(cluster, namespace, dsn.host);
    const staged: StagedPassword = {
        format: 1,
        password: {old: dsn.password, next},
        dataSource,
        secret: secret.metadata.name,
        values,
        service: database?.place ?? null,
    };
    await writeStagedPassword(folder, staged);
    return staged;
}

function isAsPlanned(
    {
        secret,
        values,
    }: {readonly secret: {readonly metadata: {readonly name: string}}; readonly values: StagedPassword['values']},
    planned: {readonly name: string; readonly keys: readonly string[]},
): boolean {
    const keys = new Set(values.map(({key}) => key));
    return (
        secret.metadata.name === planned.name &&
        keys.size === planned.keys.length &&
        planned.keys.every((key) => keys.has(key))
    );
}
