import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {ContainerDetails} from '../engine/engine.ts';
import {keepContainer, readKeptContainer} from './kept_container.ts';

const CONTAINER: ContainerDetails = {
    id: 'c1',
    name: 'chat',
    imageId: 'sha256:1',
    imageReference: 'mattermost/mattermost-enterprise-edition:11.7.2',
    labels: {'com.example.a': 'b'},
    environment: new Map([['MM_A', 'x=y']]),
    state: 'running',
    health: 'healthy',
    restartCount: 0,
    exitCode: null,
    startedAt: '2026-11-28T10:00:00Z',
    autoRemove: false,
    restartPolicy: 'unless-stopped',
    readOnlyRoot: false,
    user: '2000',
    command: ['/entrypoint.sh', 'mattermost'],
    networkMode: 'bridge',
    published: ['8065/tcp 0.0.0.0:8065'],
    randomPorts: [],
    nameLookup: {extraHosts: [], dns: [], dnsSearch: [], dnsOptions: [], links: []},
    confinement: {
        readOnlyRoot: false,
        tmpfs: {'/tmp': 'rw'},
        securityOptions: [],
        addedCapabilities: [],
        droppedCapabilities: [],
        groups: [],
        pidsLimit: 0,
        memoryBytes: 0,
    },
    settings: {'HostConfig.Sysctls': {a: '1'}},
    mounts: [{type: 'volume', source: 'data', target: '/mattermost/data', writable: true}],
    networks: [{name: 'bridge', address: '172.17.0.2', fixedAddress: false, aliases: []}],
};

describe('the container as it ran before a run', () => {
    let folder: string;
    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), 'kept-'));
        await keepContainer(folder, CONTAINER);
    });
    afterEach(() => rm(folder, {recursive: true}));

    const file = () => join(folder, 'container-before.json');
    const change = async (differences: object): Promise<void> => {
        await writeFile(
            file(),
            JSON.stringify({...(JSON.parse(await readFile(file(), 'utf8')) as object), ...differences}),
        );
    };

    test('is read as it was kept', async () => {
        expect(await readKeptContainer(folder)).toEqual(CONTAINER);
    });

    test('one of an earlier version has no settings', async () => {
        await change({settings: undefined});
        expect(await readKeptContainer(folder)).toEqual({...CONTAINER, settings: {}});
    });

    test.each([
        ['an environment that is no list', {environment: {MM_A: 'x'}}],
        ['mounts that are missing', {mounts: undefined}],
        ['a state no engine has', {state: 'asleep'}],
        ['an id that is a number', {id: 7}],
    ])('%s is a damaged state', async (_name, differences) => {
        await change(differences);
        await expect(readKeptContainer(folder)).rejects.toMatchObject({code: 'state_damaged', data: {file: file()}});
    });
});
