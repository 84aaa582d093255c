import {Pod} from '../schema.ts';
import {readPullLogin} from './pull_login.ts';

const encode = (text: string) => Buffer.from(text).toString('base64');

function read(auths: object, registry: string, names: readonly string[] = ['pull']) {
    const pod = Pod.parse({
        metadata: {name: 'mm-0', namespace: 'chat'},
        spec: {containers: [], imagePullSecrets: names.map((name) => ({name}))},
    });
    const call = () => Promise.resolve({data: {'.dockerconfigjson': encode(JSON.stringify({auths}))}});
    return readPullLogin({call}, pod, registry);
}

const LOGIN = {username: 'maria', password: 'a:b'};

test.each([
    ['Docker Hub by its old name', {'https://index.docker.io/v1/': {auth: encode('maria:a:b')}}, '', LOGIN],
    [
        'Docker Hub by where it answers',
        {'https://registry-1.docker.io': {auth: encode('maria:a:b')}},
        'index.docker.io',
        LOGIN,
    ],
    ['an entry without a host', {'': {auth: encode('maria:a:b')}}, 'docker.io', undefined],
    [
        'a registry by its host',
        {'registry.example:5000': {username: 'maria', password: 'a:b'}},
        'registry.example:5000',
        LOGIN,
    ],
    [
        'a registry with a path',
        {'https://registry.example/v2/': {auth: encode('maria:a:b')}},
        'registry.example',
        LOGIN,
    ],
    ['another registry’s login', {'registry.example': {auth: encode('maria:a:b')}}, 'other.example', undefined],
    ['no name in it', {'registry.example': {auth: encode(':x')}}, 'registry.example', undefined],
])('%s', async (_name, auths, registry, expected) => {
    expect(await read(auths, registry)).toEqual(expected);
});

test('a pod without pull secrets has no login', async () => {
    expect(await read({'registry.example': {auth: encode('maria:a')}}, 'registry.example', [])).toBeUndefined();
});
