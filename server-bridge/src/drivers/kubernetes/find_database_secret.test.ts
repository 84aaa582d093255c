import {findDatabaseSecret} from './find_database_secret.ts';
import {Pod} from './schema.ts';

const from = (name: string, secret: string) => ({name, valueFrom: {secretKeyRef: {name: secret, key: 'k'}}});
const find = (...env: readonly object[]) =>
    findDatabaseSecret({
        pods: Pod.parse({
            metadata: {name: 'mm'},
            spec: {containers: [{name: 'mattermost', image: 'x', env}]},
        }).spec.containers.map((container) => ({container})),
    } as unknown as Parameters<typeof findDatabaseSecret>[0]);

test.each([
    [
        'the data source’s own, wherever it stands',
        [from('OTHER', 'tokens'), from('MM_SQLSETTINGS_DATASOURCE', 'db')],
        'db',
    ],
    ['the configuration’s, where the data source has none', [from('OTHER', 'tokens'), from('MM_CONFIG', 'db')], 'db'],
    ['the first one, where neither has', [from('OTHER', 'tokens'), from('ANOTHER', 'more')], 'tokens'],
    ['none', [{name: 'MM_CONFIG', value: 'x'}], undefined],
])('%s', (_name, env, secret) => {
    expect(find(...env)).toBe(secret);
});
