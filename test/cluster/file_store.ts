import {chown, mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import type {ApiClient} from '../kubernetes_client/client.ts';
import {createObject} from '../kubernetes_client/objects.ts';

/** The user of the server's image. */
const MATTERMOST_UID = 2000;
const SIZE = {storage: '1Gi'};

/** A claim of the installation's name on a volume of this machine below `folder`, as `fileStore.local` of the resource wants it. */
export async function makeFileStore(
    api: ApiClient,
    folder: string,
    {namespace, name}: {readonly namespace: string; readonly name: string},
): Promise<void> {
    const volumeName = `${namespace}-${name}`;
    const path = join(folder, 'volumes', volumeName);
    await mkdir(path, {recursive: true});
    await chown(path, MATTERMOST_UID, MATTERMOST_UID);
    const common = {accessModes: ['ReadWriteMany'], storageClassName: ''};
    await createObject(
        api,
        {kind: 'persistentvolumes'},
        {
            metadata: {name: volumeName},
            spec: {...common, capacity: SIZE, hostPath: {path}, claimRef: {namespace, name}},
        },
    );
    await createObject(
        api,
        {kind: 'persistentvolumeclaims', namespace},
        {
            metadata: {name},
            spec: {...common, volumeName, resources: {requests: SIZE}},
        },
    );
}
