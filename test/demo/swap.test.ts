import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {readJournal, sumDowntime} from '@fips-readiness/core';
import type {Plan} from '@fips-readiness/core';
import {LONG_PASSWORD, startReadyDeployment} from './ready_deployment.ts';
import type {ReadyDeployment} from './ready_deployment.ts';
import type {SampleDeployment} from './sample_deployment.ts';

const TIMEOUT_MS = 180_000;
const FIPS_IMAGE = 'mattermost/mattermost-enterprise-fips-edition:11.7.2';
const SHORT_PASSWORD = 'short-one-7';

describe('the sample deployment moves, by the real agent over stand-ins', () => {
    let ready: ReadyDeployment;
    let folder: string;
    let deployment: SampleDeployment;
    const startWith = async (password?: string) => {
        ready = await startReadyDeployment(password);
        ({folder, deployment} = ready);
    };
    beforeEach(() => startWith());
    afterEach(() => ready.close());

    const agent = (...args: readonly string[]) =>
        ready.agent(args, {ALLOW: 'to_fips,to_standard', SITE_URL: deployment.mattermost.url, CHANGES_PER_HOUR: '60'});

    async function planAndApply(...options: readonly string[]) {
        const file = join(folder, 'move.plan');
        const planned = await agent('plan', '--out', file, ...options);
        expect(`${planned.exitCode} ${planned.stderr}${planned.stdout}`).toMatch(/^0 /);
        return agent('apply', file, '--yes');
    }

    /** Everything a run may touch. */
    const takeInventory = async () => ({
        env: await readFile(join(deployment.projectDirectory, '.env'), 'utf8'),
        containers: [...deployment.engine.state.containers.values()]
            .map(({name, imageId, state, networks, labels}) => [name, imageId, state.status, [...networks], labels])
            .map(([name, imageId, status, , labels]) => [name, imageId, status, labels])
            .sort(),
        variant: deployment.mattermost.world.variant,
        down: deployment.mattermost.world.faults.isDown,
        posts: deployment.mattermost.world.state.posts.length,
    });

    test(
        'to the FIPS image and, by a plan of its own, back again',
        async () => {
            const before = await takeInventory();
            const run = await planAndApply();
            expect(`${run.stderr}${run.stdout}`).toContain('Succeeded');
            expect(run.exitCode).toBe(0);
            const {variant, version} = deployment.mattermost.world;
            expect({variant, version}).toEqual({variant: 'fips', version: '11.7.2'});
            const [container] = [...deployment.engine.state.containers.values()].filter(({name}) =>
                name.includes('mattermost-1'),
            );
            expect(container).toMatchObject({imageReference: FIPS_IMAGE, state: {status: 'running'}});
            const back = await planAndApply('--back');
            expect(back.exitCode).toBe(0);
            expect(await takeInventory()).toEqual(before);
            for (const text of [run, back].flatMap(({stdout, stderr}) => [stdout, stderr])) {
                expect(text).not.toContain(LONG_PASSWORD);
            }
        },
        TIMEOUT_MS,
    );

    test(
        'a rollback that somebody wants ends well; resume says that nothing is open, and status looks at what runs first',
        async () => {
            await planAndApply();
            const moved = await agent('status');
            expect(moved.stdout).toMatch(/Now .* runs .*fips.*, as\s+this run left it/s);
            expect(moved.exitCode).toBe(0);
            const resumed = await agent('apply', '--resume');
            expect(resumed.stderr).toMatch(
                /There is no run to resume: the newest, [0-9a-f]{8}, has ended \(Succeeded\)/,
            );
            expect(resumed.exitCode).toBe(22);
            const back = await agent('rollback', '--yes');
            expect(`${back.exitCode} ${back.stdout}`).toMatch(/^0 .*Rolled back/s);
            expect((await agent('status')).exitCode).toBe(0);
        },
        TIMEOUT_MS,
    );

    test(
        'status after a rollback without the agent says what runs, and works while the engine does not answer',
        async () => {
            const find = () =>
                [...deployment.engine.state.containers.values()].find(({name}) => name.includes('mattermost-1'));
            const {imageId, imageReference} = find() ?? {};
            await planAndApply();
            Object.assign(find() ?? {}, {imageId, imageReference});
            const status = await agent('status');
            expect(status.stdout).toMatch(
                /runs the image from\s+before the run.*not how this run ended \(Succeeded\)/s,
            );
            expect(status.stdout).not.toContain('The deployment is in the planned state');
            expect(status.exitCode).toBe(21);
            const [seen] = JSON.parse((await agent('status', '--format', 'json')).stdout) as readonly object[];
            expect(seen).toMatchObject({end: 'succeeded', since: {which: 'old', asLeft: false}});
            const blind = await ready.agent(['status'], {DOCKER_HOST: 'unix:///nowhere/docker.sock'});
            expect(blind.stdout).toMatch(/could\s+not see what runs now.*The deployment is in the planned state/s);
            expect(blind.exitCode).toBe(0);
        },
        TIMEOUT_MS,
    );

    test(
        'a FIPS start with a dead web app ends rolled back, with everything as before',
        async () => {
            const before = await takeInventory();
            deployment.knobs.fipsFault = 'web_app_dead';
            const run = await planAndApply();
            expect(run.stderr).toContain('The page’s script is not served');
            expect(run.exitCode).toBe(20);
            expect(await takeInventory()).toEqual(before);
            const [runId = ''] = await readdir(join(folder, 'state/runs'));
            expect(await readdir(join(folder, 'state/runs', runId))).toEqual(
                expect.arrayContaining(['failed-container.log', 'failed-container.json']),
            );
            const again = await planAndApply();
            expect(again.exitCode).toBe(0);
        },
        TIMEOUT_MS,
    );

    test.each([
        ['exits', /exited on its own \(exit code 2\)|exits and restarts again/],
        ['silent', /was not ready within 5 s/],
        ['database_down', /The server cannot write to it|did not get ready/],
    ] as const)(
        'a FIPS start that %s is rolled back too',
        async (fault, said) => {
            const before = await takeInventory();
            deployment.knobs.fipsFault = fault;
            const run = await planAndApply();
            expect(run.stderr).toMatch(said);
            expect(run.exitCode).toBe(20);
            expect(await takeInventory()).toEqual(before);
        },
        TIMEOUT_MS,
    );

    test(
        'what took longer than the plan had expected widens what the next one expects',
        async () => {
            const forecast = async () => {
                const {stdout} = await agent('plan', '--format', 'json');
                return (JSON.parse(stdout) as {plan: Plan}).plan.downtime;
            };
            deployment.knobs.fipsFault = 'silent';
            expect((await planAndApply()).exitCode).toBe(20);
            const [runId = ''] = await readdir(join(folder, 'state/runs'));
            const journal = readJournal(await readFile(join(folder, 'state/runs', runId, 'journal.jsonl'), 'utf8'));
            const told = sumDowntime(journal.code === 'read' ? journal.events : []);
            const downMs = Math.max(told.downMs ?? 0, told.frontDownMs ?? 0);
            // The rehearsal took a fraction of it.
            expect(downMs).toBeGreaterThan(0);
            expect(await forecast()).toMatchObject({toMs: downMs, source: 'last_start'});
        },
        TIMEOUT_MS,
    );

    test(
        'a plan is used up by a change, not by an attempt that came to nothing',
        async () => {
            const file = join(folder, 'move.plan');
            expect((await agent('plan', '--out', file)).exitCode).toBe(0);
            const {faults} = deployment.engine.state;
            faults.answers = [{path: '/images/create', status: 500, message: 'toomanyrequests'}];
            const failed = await agent('apply', file, '--yes');
            expect(`${failed.exitCode} ${failed.stderr}`).toMatch(/^22 .*✗ Pull the image/s);
            faults.answers = [];
            expect((await agent('apply', file, '--yes')).exitCode).toBe(0);
            const again = await agent('apply', file, '--yes');
            expect(`${again.exitCode} ${again.stderr}`).toMatch(/^22 .*The plan was already used/s);
        },
        TIMEOUT_MS,
    );

    test(
        'a short database password is rotated on the way, and put back by the rollback',
        async () => {
            await ready.close();
            await startWith(SHORT_PASSWORD);
            const before = await takeInventory();
            const {storedPassword} = deployment.database;
            const run = await planAndApply();
            expect(`${run.stderr}${run.stdout}`).toContain('Succeeded');
            const env = await readFile(join(deployment.projectDirectory, '.env'), 'utf8');
            expect(env).not.toContain(SHORT_PASSWORD);
            expect(deployment.database.storedPassword).not.toBe(storedPassword);
            const back = await agent('rollback', '--yes');
            expect(back.exitCode).toBe(0);
            expect(await takeInventory()).toEqual(before);
            for (const text of [run, back].flatMap(({stdout, stderr}) => [stdout, stderr])) {
                expect(text).not.toContain(SHORT_PASSWORD);
            }
        },
        TIMEOUT_MS,
    );
});
