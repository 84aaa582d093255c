import {createObject, deleteObject} from '../kubernetes_client/objects.ts';
import {describeApiContract} from './api_contract.ts';
import {startCluster} from './cluster.ts';
import {grant} from './grant.ts';
import {COLD_START_MS} from './lane_times.ts';
import {nameUser} from './users.ts';

describeApiContract(
    'a real API server',
    async () => {
        const cluster = await startCluster();
        const namespace = 'contract';
        await createObject(cluster.api, {kind: 'namespaces'}, {metadata: {name: namespace}});
        const rules = [
            {apiGroups: ['installation.mattermost.com'], resources: ['mattermosts'], verbs: ['get', 'list']},
        ];
        await grant(cluster.api, {user: 'maria', namespace, rules});
        return {
            namespace,
            admin: cluster.login('admin'),
            reader: {...cluster.login('maria'), name: nameUser('maria')},
            close: async () => {
                await deleteObject(cluster.api, {kind: 'namespaces', name: namespace});
                await cluster.stop();
            },
        };
    },
    COLD_START_MS,
);
