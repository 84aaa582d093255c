import {FipsError} from '@fips-readiness/core';
import {makeSource, readEnvironment} from './read_environment.ts';

const encode = (text: string | Buffer) => Buffer.from(text).toString('base64');
const SECRETS: Readonly<Record<string, unknown>> = {
    db: {
        data: {
            DSN: encode('postgres://mmuser:hunter2@db/mm'),
            PASSWORD: encode('hunter2'),
            BROKEN: encode(Buffer.from([0xff])),
        },
    },
    strange: {data: 'not an object'},
};
const MAPS: Readonly<Record<string, unknown>> = {settings: {data: {MM_LOGSETTINGS_CONSOLELEVEL: 'INFO'}}};

const asked: string[] = [];
const source = makeSource(
    {
        call: ({resource, name = ''}) => {
            asked.push(`${resource}/${name}`);
            return name === 'locked'
                ? Promise.reject(new FipsError('cluster_forbidden'))
                : Promise.resolve(resource === 'secrets' ? SECRETS[name] : MAPS[name]);
        },
    },
    'chat',
);
const fromSecret = (name: string, secret: string, key: string) => ({
    name,
    valueFrom: {secretKeyRef: {name: secret, key}},
});

test.each([
    ['a plain value', [{name: 'A', value: 'x'}], {A: 'x'}, []],
    ['no value at all', [{name: 'A'}], {A: ''}, []],
    ['a Secret’s key', [fromSecret('A', 'db', 'DSN')], {A: 'postgres://mmuser:hunter2@db/mm'}, []],
    ['a key that is not there', [fromSecret('A', 'db', 'NONE')], {}, ['A']],
    ['a Secret that is not there', [fromSecret('A', 'gone', 'DSN')], {}, ['A']],
    ['a Secret nobody may read', [fromSecret('A', 'locked', 'DSN')], {}, ['A']],
    ['a Secret of another form', [fromSecret('A', 'strange', 'DSN')], {}, ['A']],
    ['bytes that are no text', [fromSecret('A', 'db', 'BROKEN')], {}, ['A']],
    ['a field of the pod', [{name: 'A', valueFrom: {}}], {}, ['A']],
    [
        'one made of another',
        [fromSecret('P', 'db', 'PASSWORD'), {name: 'A', value: 'postgres://u:$(P)@db/$$(P)/$(Q)'}],
        {P: 'hunter2', A: 'postgres://u:hunter2@db/$(P)/$(Q)'},
        [],
    ],
    [
        'one made of what is not seen',
        [fromSecret('P', 'locked', 'PASSWORD'), {name: 'A', value: 'postgres://u:$(P)@db/mm'}],
        {},
        ['P', 'A'],
    ],
    ['the later of two', [fromSecret('A', 'locked', 'X'), {name: 'A', value: 'x'}], {A: 'x'}, []],
])('%s', async (_name, env, values, unseen) => {
    const read = await readEnvironment({env, envFrom: []}, source);
    expect([Object.fromEntries(read.values), read.unseen]).toEqual([values, unseen]);
});

test('whole ConfigMaps and Secrets come first, and single variables stand above them', async () => {
    const read = await readEnvironment(
        {
            envFrom: [
                {prefix: '', configMapRef: {name: 'settings'}},
                {prefix: 'DB_', secretRef: {name: 'db'}},
            ],
            env: [{name: 'MM_LOGSETTINGS_CONSOLELEVEL', value: 'DEBUG'}],
        },
        source,
    );
    expect(Object.fromEntries(read.values)).toEqual({
        MM_LOGSETTINGS_CONSOLELEVEL: 'DEBUG',
        DB_DSN: 'postgres://mmuser:hunter2@db/mm',
        DB_PASSWORD: 'hunter2',
    });
});

test('a Secret is asked for once, however many pods use it', () => {
    expect(asked.filter((one) => one === 'secrets/db')).toHaveLength(1);
});

test('a whole Secret nobody may read: a connection string may be in it, and one that is set after it is seen', async () => {
    const url = 'postgres://u:p@db/mm';
    const read = await readEnvironment(
        {
            envFrom: [
                {prefix: '', secretRef: {name: 'locked'}},
                {prefix: '', configMapRef: {name: 'gone'}},
            ],
            env: [{name: 'MM_SQLSETTINGS_DATASOURCE', value: url}],
        },
        source,
    );
    expect(Object.fromEntries(read.values)).toEqual({MM_SQLSETTINGS_DATASOURCE: url});
    expect([read.unseen, read.unread]).toEqual([[], expect.arrayContaining(['MM_CONFIG'])]);
    expect(read.unread).not.toContain('MM_SQLSETTINGS_DATASOURCE');
});

test('a whole Secret that is not there hides nothing', async () => {
    const read = await readEnvironment({envFrom: [{prefix: '', secretRef: {name: 'gone'}}], env: []}, source);
    expect([read.unseen, read.unread]).toEqual([[], []]);
});
