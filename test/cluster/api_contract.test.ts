import {EVERYTHING, makeClusterState, putObject} from '../kubernetes_stand_in/cluster_state.ts';
import {startApiServer} from '../kubernetes_stand_in/server.ts';
import {describeApiContract} from './api_contract.ts';

const TIMEOUT_MS = 30_000;

describeApiContract(
    'the stand-in',
    async () => {
        const namespace = 'contract';
        const state = makeClusterState();
        putObject(state, 'namespaces', {metadata: {name: namespace}});
        state.users.set('admin', {name: 'admin', rules: [EVERYTHING]});
        const rule = {
            verbs: ['get', 'list'],
            group: 'installation.mattermost.com',
            resources: ['mattermosts'],
            namespace,
        };
        state.users.set('reader', {name: 'maria', rules: [rule]});
        const {url, close} = await startApiServer(state);
        return {namespace, admin: {url, token: 'admin'}, reader: {url, token: 'reader', name: 'maria'}, close};
    },
    TIMEOUT_MS,
);
