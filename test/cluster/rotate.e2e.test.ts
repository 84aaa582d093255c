import {readFile, readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {makeLogIn} from '@fips-readiness/server-bridge';
import type {RoleSession} from '@fips-readiness/server-bridge';
import type {Cluster} from './cluster.ts';
import {COLD_START_MS, LANE_TIMEOUT_MS} from './lane_times.ts';
import {openMover} from './mover.ts';
import type {Mover} from './mover.ts';
import {openStage, SECRET_RULE} from './stage.ts';
import type {Stage} from './stage.ts';

const NAMESPACE = 'rotate';
const OLD_IMAGE = 'mattermost/mattermost-enterprise-edition:11.7.2';
const NEW_IMAGE = 'mattermost/mattermost-enterprise-fips-edition:11.7.2';
const SHORT = 'hunter2';

describe('a password that is too short, against a real cluster and a real PostgreSQL', () => {
    let stage: Stage;
    let cluster: Cluster;
    let readUrl: Stage['readUrl'];
    let mover: Mover;
    beforeAll(async () => {
        stage = await openStage({namespace: NAMESPACE, password: SHORT});
        ({cluster, readUrl} = stage);
    }, COLD_START_MS);
    beforeEach(async () => {
        mover = await openMover(cluster, NAMESPACE);
    });
    afterEach(() => mover.close());
    afterAll(() => stage.close(), LANE_TIMEOUT_MS);

    /** A session by the login of a connection string; undefined where PostgreSQL does not take it. */
    async function open(text: string): Promise<RoleSession | undefined> {
        const {hostname: host, port, username: user, password} = new URL(text);
        const dsn = {host, port, user, password, database: 'mattermost', tls: false, verified: false};
        const login = await makeLogIn(dsn, {host, port: Number(port)})(password);
        return login.code === 'session' ? login.session : undefined;
    }

    async function logsIn(text: string): Promise<boolean> {
        const session = await open(text);
        await session?.close();
        return session !== undefined;
    }

    test(
        'without the right to patch the Secret, the plan is handed over with that reason',
        async () => {
            const {exitCode, stdout, stderr} = await mover.plan();
            expect(`${stdout}${stderr}`.replaceAll(/\s+/g, ' ')).toContain('may not patch the Secret');
            expect(exitCode).not.toBe(0);
            await cluster.api({
                method: 'PATCH',
                path: `/apis/rbac.authorization.k8s.io/v1/namespaces/${NAMESPACE}/roles/maria`,
                contentType: 'application/json-patch+json',
                body: [{op: 'add', path: '/rules/-', value: SECRET_RULE}],
            });
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'it is changed with the image, in PostgreSQL and in the Secret, and a rollback restores it in both; no output quotes either',
        async () => {
            const before = await readUrl();
            const pooled = await open(before);
            const run = await mover.planAndApply();
            expect(`${run.exitCode} ${run.stderr}${run.stdout}`).toMatch(/^0 .*all pods run it and are ready/s);
            // What an old pod has open goes on, and how long that was is said.
            expect(await pooled?.fetchOtherClients()).toBeDefined();
            await pooled?.close();
            expect(`${run.stderr}${run.stdout}`.replaceAll(/\s+/g, ' ')).toMatch(
                /for \d+(\.\d)? s, old pods had no database connections but those they had opened/,
            );
            const after = await readUrl();
            expect(after).toMatch(/^postgres:\/\/mmuser:[A-Za-z0-9]{32}@/);
            expect([await logsIn(after), await logsIn(before)]).toEqual([true, false]);
            expect(await mover.listImages()).toEqual([NEW_IMAGE]);

            const back = await mover.agent('rollback', '--yes');
            expect(`${back.exitCode} ${back.stderr}${back.stdout}`).toMatch(/^0 .*Rolled back/s);
            expect(await readUrl()).toBe(before);
            expect([await logsIn(after), await logsIn(before)]).toEqual([false, true]);
            expect(await mover.listImages()).toEqual([OLD_IMAGE]);

            const [runId = ''] = await readdir(join(mover.folder, 'state/runs'));
            const journal = await readFile(join(mover.folder, 'state/runs', runId, 'journal.jsonl'), 'utf8');
            const said = `${run.stdout}${run.stderr}${back.stdout}${back.stderr}${journal}`;
            expect(said).not.toContain(SHORT);
            expect(said).not.toContain(new URL(after).password);
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'the rescue kit’s script restores both with kubectl and psql',
        async () => {
            const before = await readUrl();
            const run = await mover.planAndApply();
            expect(`${run.exitCode} ${run.stderr}${run.stdout}`).toMatch(/^0 /);
            const {code, said} = await mover.runKit();
            expect(`${code} ${said}`).toMatch(/^0 /);
            expect(await readUrl()).toBe(before);
            expect(await logsIn(before)).toBe(true);
            expect(await mover.listImages()).toEqual([OLD_IMAGE]);
            expect(said).not.toContain(SHORT);
        },
        LANE_TIMEOUT_MS,
    );
});
