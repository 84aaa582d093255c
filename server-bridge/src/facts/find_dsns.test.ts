import {findDsns as findIn} from './find_dsns.ts';

const dsn = (password: string) => `postgres://mm:${password}@db:5432/mm?sslmode=disable`;

const findDsns = (
    environment: ReadonlyMap<string, string>,
    configuration: unknown,
    command: readonly string[] = ['mattermost'],
) => findIn({environment, command}, configuration);

describe('findDsns', () => {
    test('the environment stands above the configuration', () => {
        const environment = new Map([['MM_SQLSETTINGS_DATASOURCE', dsn('env')]]);
        const configuration = {SqlSettings: {DataSource: dsn('config'), DataSourceReplicas: [dsn('replica')]}};
        expect(findDsns(environment, configuration)).toEqual([
            {name: 'data_source', from: 'environment', text: dsn('env')},
            {name: 'replica_1', from: 'configuration', text: dsn('replica')},
        ]);
    });

    test.each([
        ['JSON', JSON.stringify([dsn('a'), dsn('b')])],
        ['blanks', `${dsn('a')} ${dsn('b')}`],
    ])('replicas of the environment as %s', (_name, value) => {
        const names = findDsns(new Map([['MM_SQLSETTINGS_DATASOURCESEARCHREPLICAS', value]]), undefined);
        expect(names.map((one) => one.name)).toEqual(['search_replica_1', 'search_replica_2']);
    });

    test('a configuration kept in the database has a password too', () => {
        expect(findDsns(new Map([['MM_CONFIG', dsn('store')]]), undefined)).toEqual([
            {name: 'mm_config', from: 'environment', text: dsn('store')},
        ]);
        expect(findDsns(new Map([['MM_CONFIG', '/mattermost/config/config.json']]), undefined)).toEqual([]);
    });

    test.each([
        ['flag and value', ['mattermost', '--config', dsn('flag')]],
        ['one word', ['mattermost', `-c=${dsn('flag')}`]],
    ])('so has one that the command line names, as %s', (_name, command) => {
        expect(findDsns(new Map([['MM_CONFIG', 'config.json']]), undefined, command)).toEqual([
            {name: 'mm_config', from: 'environment', text: dsn('flag')},
        ]);
    });

    const lag = [{DataSource: dsn('lag'), QueryAbsoluteLag: '', QueryTimeLag: ''}, {DataSource: null}];
    test('replicas are asked for their lag with a login of their own', () => {
        const found = {name: 'replica_lag_1', text: dsn('lag')};
        expect(findDsns(new Map(), {SqlSettings: {ReplicaLagSettings: lag}})).toEqual([
            {...found, from: 'configuration'},
        ]);
        expect(findDsns(new Map([['MM_SQLSETTINGS_REPLICALAGSETTINGS', JSON.stringify(lag)]]), undefined)).toEqual([
            {...found, from: 'environment'},
        ]);
    });

    test('lists the configuration leaves empty hold none', () => {
        const empty = {
            DataSource: '',
            DataSourceReplicas: null,
            DataSourceSearchReplicas: [''],
            ReplicaLagSettings: null,
        };
        expect(findDsns(new Map(), {SqlSettings: empty})).toEqual([]);
    });
});
