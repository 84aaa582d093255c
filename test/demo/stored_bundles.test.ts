import {readdir, readFile, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {LONG_PASSWORD, startReadyDeployment} from './ready_deployment.ts';
import type {ReadyDeployment} from './ready_deployment.ts';

const TIMEOUT_MS = 180_000;

const boards = (version: string) => ({
    id: 'focalboard',
    name: 'Boards',
    version,
    min_server_version: '11.0.0',
    server: {executables: {'linux-amd64': 'server/dist/plugin-linux-amd64'}, executable: ''},
});

describe('a stored plugin bundle that the FIPS server replaces', () => {
    let ready: ReadyDeployment;
    beforeEach(async () => {
        ready = await startReadyDeployment(LONG_PASSWORD, {prepackaged: [], plugins: [{manifest: boards('9.1.0')}]});
        ready.deployment.knobs.prepackaged = {standard: [], fips: [boards('9.2.2+c4449ac')]};
    });
    afterEach(() => ready.close());

    const agent = (...args: readonly string[]) =>
        ready.agent(args, {SITE_URL: ready.deployment.mattermost.url, CHANGES_PER_HOUR: '60'});
    const readStored = () =>
        readFile(join(ready.deployment.projectDirectory, 'volumes/app/mattermost/data/plugins/focalboard.tar.gz'));
    const findKit = async () => {
        const rescue = join(ready.folder, 'rescue');
        return join(rescue, (await readdir(rescue))[0] ?? '');
    };

    async function move() {
        const file = join(ready.folder, 'move.plan');
        const planned = await agent('plan', '--out', file);
        expect(`${planned.exitCode} ${planned.stderr}`).toMatch(/^0 /);
        expect(planned.stdout.replace(/\s+/g, ' ')).toContain(
            'in place of the stored bundle of focalboard 9.1.0. The rescue kit keeps that bundle, and a rollback restores it.',
        );
        return agent('apply', file, '--yes');
    }

    test(
        'is back, byte by byte, after a start that failed and after a rollback that somebody wants',
        async () => {
            const before = await readStored();
            ready.deployment.knobs.fipsFault = 'web_app_dead';
            const failed = await move();
            expect(failed.exitCode).toBe(20);
            expect((await readStored()).equals(before)).toBe(true);
            expect(`${failed.stdout}${failed.stderr}`).not.toContain('One thing stays');

            const moved = await move();
            expect(`${moved.exitCode} ${moved.stdout}${moved.stderr}`).toMatch(/^0 /);
            expect((await readStored()).equals(before)).toBe(false);
            const back = await agent('rollback', '--yes');
            expect(`${back.exitCode} ${back.stdout}`).toMatch(/^0 .*Rolled back/s);
            expect(back.stdout).not.toContain('One thing stays');
            expect((await readStored()).equals(before)).toBe(true);
            expect(ready.deployment.mattermost.world.installed.get('focalboard')?.manifest.version).toBe('9.1.0');
        },
        TIMEOUT_MS,
    );

    test(
        'is named with its copy and the commands that put it back, where the rollback could not',
        async () => {
            const before = await readStored();
            const moved = await move();
            expect(`${moved.exitCode} ${moved.stdout}${moved.stderr}`).toMatch(/^0 /);
            const kit = await findKit();
            const copy = join(kit, 'plugins/focalboard.tar');
            expect((await readFile(copy)).includes(before)).toBe(true);
            const text = await readFile(join(kit, 'ROLLBACK.txt'), 'utf8');
            expect(text).toContain(`docker cp - mattermost-docker-mattermost-1:/mattermost/data/plugins < ${copy}`);
            await rm(copy);
            const back = await agent('rollback', '--yes');
            expect(back.exitCode).toBe(0);
            const said = `${back.stdout}${(await agent('status')).stdout}`;
            expect(said.match(/One thing stays/g)).toHaveLength(2);
            expect(said.replace(/\s+/g, ' ')).toContain(`It is kept as ${copy}; these commands restore it.`);
            expect(said).toContain(`docker cp - mattermost-docker-mattermost-1:/mattermost/data/plugins < ${copy}`);
        },
        TIMEOUT_MS,
    );
});
