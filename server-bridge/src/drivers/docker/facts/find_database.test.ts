import type {ContainerDetails, Engine} from '../engine/engine.ts';
import {findDatabaseContainer} from './find_database.ts';

type Sketch = {
    readonly id: string;
    readonly networkMode?: string;
    readonly aliases?: readonly string[];
    readonly address?: string;
    readonly variables?: readonly string[];
    readonly image?: string;
};

const draw = ({id, networkMode = 'chat', aliases = [], address = '172.20.0.9', variables = []}: Sketch) =>
    ({
        id,
        name: `${id}-1`,
        networkMode,
        environment: new Map(variables.map((name) => [name, 'x'])),
        networks: [{name: 'chat', address, fixedAddress: false, aliases}],
        nameLookup: {extraHosts: [], dns: [], dnsSearch: [], dnsOptions: [], links: []},
    }) as unknown as ContainerDetails;

const find = async (own: Sketch, others: readonly Sketch[], host: string) => {
    const drawn = [own, ...others].map(draw);
    const engine = {
        fetchContainers: async () =>
            [own, ...others].map(({id, image = 'postgres:14'}) => ({
                id,
                name: `${id}-1`,
                image,
                labels: {},
                running: true,
            })),
        fetchContainer: async (id: string) => drawn.find((one) => one.id === id),
    } as unknown as Engine;
    return findDatabaseContainer(engine, draw(own), host);
};

test('by the name it answers to', async () => {
    expect(await find({id: 'chat'}, [{id: 'db', aliases: ['postgres']}], 'postgres')).toMatchObject({id: 'db'});
    expect(await find({id: 'chat'}, [{id: 'db', aliases: ['postgres']}], 'other')).toBeUndefined();
});

test('behind a container that lends its network, the one that keeps a cluster', async () => {
    const pause = {id: 'net', aliases: ['postgres']};
    const database = {id: 'db', networkMode: 'container:net', aliases: ['postgres'], variables: ['PGDATA']};
    expect(await find({id: 'chat'}, [pause, database], 'postgres')).toMatchObject({id: 'db'});
});

test('"here" is a container that shares the network, and no other', async () => {
    const shared = {address: '172.20.0.3', networkMode: 'container:net'};
    const net = {id: 'net', address: '172.20.0.3'};
    const database = {id: 'db', ...shared, variables: ['PGDATA']};
    expect(await find({id: 'chat', ...shared}, [net, database], '127.0.0.1')).toEqual({
        id: 'db',
        name: 'db-1',
        service: 'db-1',
        address: '172.20.0.3',
        isPooler: false,
    });
    expect(await find({id: 'chat', address: '172.20.0.3'}, [{id: 'db'}], 'localhost')).toBeUndefined();
});

test.each([
    ['edoburu/pgbouncer:1.23', true],
    ['bitnami/pgbouncer', true],
    ['bitnami/pgpool:4', true],
    ['ghcr.io/postgresml/pgcat@sha256:00', true],
    ['postgres:14-alpine', false],
    ['bitnami/postgresql:16', false],
])('%s is a pooler: %s', async (image, isPooler) => {
    expect(await find({id: 'chat'}, [{id: 'db', aliases: ['db'], image}], 'db')).toMatchObject({isPooler});
});
