import type {Ask} from '../api/ask.ts';
import type {ServerPod} from '../found.ts';
import {Pod} from '../schema.ts';
import {findPassword} from './find_password.ts';

const OLD = 'hunter2';
const NEXT = 'n'.repeat(32);
const URL_WITH = (password: string) => `postgres://mmuser:${password}@db:5432/mattermost?sslmode=disable`;
const encode = (text: string) => Buffer.from(text).toString('base64');

const fromKey = (name: string, secret: string, key: string) => ({name, valueFrom: {secretKeyRef: {name: secret, key}}});
const SOURCE = fromKey('MM_SQLSETTINGS_DATASOURCE', 'db', 'DB_CONNECTION_STRING');

function makePod(env: readonly object[], dataSource: string | undefined = URL_WITH(OLD)): ServerPod {
    const pod = Pod.parse({
        metadata: {name: 'mm-1', namespace: 'chat'},
        spec: {containers: [{name: 'mattermost', env}]},
    });
    const [container] = pod.spec.containers;
    if (!container) {
        throw new Error('a pod has a container');
    }
    const values = new Map(dataSource === undefined ? [] : [['MM_SQLSETTINGS_DATASOURCE', dataSource]]);
    return {pod, container, environment: {values, unseen: [], unread: []}};
}

const makeCluster = (secrets: Readonly<Record<string, Readonly<Record<string, string>>>>) => ({
    call: ({name = ''}: Ask): Promise<unknown> => {
        const data = secrets[name];
        return Promise.resolve(
            data && {
                metadata: {name, namespace: 'chat'},
                data: Object.fromEntries(Object.entries(data).map(([key, value]) => [key, encode(value)])),
            },
        );
    },
});

test('every key with a connection string or called a password, and no other, even if it reads the same', async () => {
    const cluster = makeCluster({
        db: {
            DB_CONNECTION_STRING: URL_WITH(OLD),
            MM_SQLSETTINGS_DATASOURCEREPLICAS: `${URL_WITH(OLD)} ${URL_WITH(OLD).replace('@db', '@replica')}`,
            DB_CONNECTION_CHECK_URL: 'http://db:5432',
            password: OLD,
            username: OLD,
        },
    });
    const found = await findPassword(cluster, makePod([SOURCE]), () => NEXT);
    expect(found).toMatchObject({
        code: 'found',
        dsn: {user: 'mmuser', password: OLD},
        values: [
            {key: 'DB_CONNECTION_STRING', old: encode(URL_WITH(OLD)), next: encode(URL_WITH(NEXT))},
            {
                key: 'MM_SQLSETTINGS_DATASOURCEREPLICAS',
                next: encode(`${URL_WITH(NEXT)} ${URL_WITH(NEXT).replace('@db', '@replica')}`),
            },
            {key: 'password', next: encode(NEXT)},
        ],
    });
});

const IN_DB = {db: {DB_CONNECTION_STRING: URL_WITH(OLD)}};

test('bytes that are no text are never written again, whatever their key is called', async () => {
    const cluster = makeCluster({db: {DB_CONNECTION_STRING: URL_WITH(OLD)}});
    const binary = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(OLD)]).toString('base64');
    const call = async (...asked: Parameters<typeof cluster.call>) => {
        const secret = (await cluster.call(...asked)) as {readonly data: object};
        return {...secret, data: {...secret.data, 'password.bin': binary}};
    };
    expect(await findPassword({call}, makePod([SOURCE]), () => NEXT)).toMatchObject({
        code: 'found',
        values: [{key: 'DB_CONNECTION_STRING'}],
    });
});

test.each<[string, Parameters<typeof makeCluster>[0], ServerPod, string]>([
    ['in a literal variable alone', {}, makePod([{name: 'MM_CONFIG', value: URL_WITH(OLD)}]), 'password_elsewhere'],
    ['in a Secret nobody here may read', {}, makePod([SOURCE]), 'password_elsewhere'],
    ['in the stored configuration', IN_DB, makePod([SOURCE], ''), 'password_elsewhere'],
    [
        'in two Secrets',
        {...IN_DB, other: {URL: URL_WITH(OLD)}},
        makePod([SOURCE, fromKey('OTHER', 'other', 'URL')]),
        'password_in_several_places',
    ],
    [
        'in a variable of the resource too',
        IN_DB,
        makePod([SOURCE, {name: 'MM_CONFIG', value: URL_WITH(OLD)}]),
        'password_in_several_places',
    ],
])('a password %s is left to a person', async (_name, secrets, pod, reason) => {
    expect(await findPassword(makeCluster(secrets), pod, () => NEXT)).toEqual({code: 'refused', reason});
});
