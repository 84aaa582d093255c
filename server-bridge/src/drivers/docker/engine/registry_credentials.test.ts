import {chmod, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {readRegistryLogin} from './registry_credentials.ts';

let folder = '';
beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'credentials-'));
    await writeFile(join(folder, 'config.json'), JSON.stringify({credsStore: 'stub'}));
});
afterEach(() => rm(folder, {recursive: true, force: true}));

async function readWith(script: string) {
    const helper = join(folder, 'docker-credential-stub');
    await writeFile(helper, `#!/bin/sh\n${script}\n`);
    await chmod(helper, 0o755);
    return readRegistryLogin('registry.example.com', {DOCKER_CONFIG: folder, PATH: folder});
}

const ANSWER = `echo '{"Username":"maria","Secret":"canary"}'`;

test('a helper that closes its input, at once or after its answer, ends nothing', async () => {
    for (let time = 0; time < 10; time += 1) {
        expect(await readWith(`exec <&-\n${ANSWER}`)).toMatchObject({code: 'login', login: {username: 'maria'}});
        expect(await readWith('exec <&-\nexit 1')).toEqual({code: 'anonymous'});
    }
});

test('a helper that is missing is named', async () => {
    expect(await readRegistryLogin('registry.example.com', {DOCKER_CONFIG: folder})).toEqual({
        code: 'helper_missing',
        helper: 'docker-credential-stub',
    });
});

test.each(['', 'docker.io', 'index.docker.io'])(
    'a login of Docker Hub is found for an image of %j',
    async (registry) => {
        const server = 'https://index.docker.io/v1/';
        const auths = {[server]: {auth: Buffer.from('maria:canary').toString('base64')}};
        await writeFile(join(folder, 'config.json'), JSON.stringify({auths}));
        expect(await readRegistryLogin(registry, {DOCKER_CONFIG: folder})).toMatchObject({
            code: 'login',
            login: {username: 'maria', serveraddress: server},
        });
    },
);
