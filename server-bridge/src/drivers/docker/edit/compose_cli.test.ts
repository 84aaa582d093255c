import {mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {makeComposeCli} from './compose_cli.ts';

describe('the compose program', () => {
    let folder: string;
    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), 'fips-compose-'));
    });
    afterEach(() => rm(folder, {recursive: true}));

    const makeProgram = async (script: string, timeoutMs?: number) => {
        const program = join(folder, 'docker-compose');
        await writeFile(program, `#!/bin/sh\n${script}\n`, {mode: 0o755});
        return makeComposeCli(program, 'unix:///nowhere.sock', timeoutMs);
    };
    const project = {directory: '/opt/chat', name: 'chat', files: [], envFiles: [], profiles: []};

    test('one that does not answer in time is slow, and the files are not to blame', async () => {
        const compose = await makeProgram('exec sleep 600', 200);
        await expect(compose.fetchConfig(project)).rejects.toMatchObject({
            code: 'compose_slow',
            data: {directory: '/opt/chat', seconds: 0.2},
        });
    });

    test('texts in place of files are read as often as it likes, and leave no file behind', async () => {
        const before = await readdir(tmpdir());
        const compose = await makeProgram(
            `ls ${tmpdir()} > ${folder}/seen\ncat /dev/fd/3 >/dev/null\nprintf '{"first":"%s","args":"%s"}' "$(cat /dev/fd/3)" "$*"`,
        );
        const config = await compose.fetchConfig({
            ...project,
            files: ['/opt/chat/a.yaml'],
            texts: new Map([['/opt/chat/a.yaml', 'canary-78']]),
        });
        expect(config).toMatchObject({first: 'canary-78', args: expect.stringContaining('--file /dev/fd/3')});
        const seen = (await readFile(join(folder, 'seen'), 'utf8'))
            .split('\n')
            .filter((name) => /^fips-agent-[0-9a-f]{24}$/.test(name));
        expect(seen.filter((name) => !before.includes(name))).toEqual([]);
    });

    test('one that complains is quoted in our own words', async () => {
        const compose = await makeProgram('echo "yaml: canary-77" >&2; exit 15');
        await expect(compose.fetchConfig(project)).rejects.toMatchObject({
            code: 'compose_refuses',
            data: {directory: '/opt/chat', problem: 'A file is not valid YAML.'},
        });
    });
});
