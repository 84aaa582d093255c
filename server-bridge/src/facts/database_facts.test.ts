import {findDsns} from './database_facts.ts';

const dsn = (password: string) => `postgres://mm:${password}@db:5432/mm?sslmode=disable`;

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
});
