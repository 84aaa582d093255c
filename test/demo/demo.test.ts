import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {access, mkdtemp, readdir, rm} from 'node:fs/promises';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import type {Reply} from '@fips-readiness/core';
import {eventually} from '../agent/queue_rig.ts';
import {findFreePort} from '../engine/free_port.ts';
import {approve, askAgent, isLast, openConsole} from './demo_admin.ts';
import type {Config, Wish} from './demo_admin.ts';
import {startDemo} from './start_demo.ts';
import type {Demo} from './start_demo.ts';

/** What a demo with this home and temporary folder has left behind. */
async function findLeftovers(folder: string): Promise<readonly string[]> {
    const names = await readdir(folder, {recursive: true});
    return names.filter((name) => basename(name).startsWith('fips-'));
}

/** The first run in a fresh checkout builds the page. */
const BUILD_TIMEOUT_MS = 180_000;
/** Real processes on a machine that may have much to do. */
const AGENT_TIMEOUT_MS = 30_000;
const SWAP_TIMEOUT_MS = 240_000;
const DEMO = fileURLToPath(new URL('demo.ts', import.meta.url));

describe('the demo', () => {
    let demo: Demo;
    const said: string[] = [];
    beforeAll(async () => {
        const options = {wantedPort: await findFreePort(), fault: 'none' as const, stop: new AbortController().signal};
        demo = await startDemo({...options, say: (line) => said.push(line)});
    }, BUILD_TIMEOUT_MS);
    afterAll(() => demo.close());

    const open = () => openConsole(demo.url);
    const ask = (wish: Wish, fits?: (reply: Reply) => boolean) => askAgent(demo.url, wish, fits);

    test('the address draws the console with the installed page, and signs in as admin', async () => {
        const {response, api} = await open();
        expect(response.url).toBe(demo.url);
        expect(await response.text()).toContain('<title>FIPS Readiness - System Console</title>');
        const page = await fetch(new URL('/static/plugins/fips-readiness/main.js', demo.url));
        expect(await page.text()).toContain('fips-readiness');
        expect(await api('/users/me')).toMatchObject({
            username: 'admin',
            roles: expect.stringContaining('system_admin'),
        });
        const password = await fetch(new URL('/admin_console/authentication/password', demo.url));
        expect([password.status, await password.text()]).toEqual([200, expect.stringContaining('System Console')]);
        const elsewhere = await fetch(new URL('/admin_console/reporting/team_statistics', demo.url));
        expect(elsewhere.status).toBe(404);
        expect(await elsewhere.text()).toContain('draws the page FIPS Readiness only');
    });

    test('init has connected the page', async () => {
        const {api} = await open();
        const {PluginSettings} = await api<Config>('/config');
        expect(PluginSettings.Plugins['fips-readiness']?.connection).toContain('publicKey');
        const {active} = await api<{active: {id: string}[]}>('/plugins');
        expect(active.map(({id}) => id)).toContain('fips-readiness');
        expect(said.at(-1)).toBe('Starting the agent: fips-agent serve …');
    });

    test(
        'a check asked for by the admin is answered by the real agent, signed, naming the short password',
        async () => {
            expect(await ask({kind: 'check'})).toMatchObject({
                kind: 'facts',
                facts: {
                    deployment: {value: {kind: 'compose', name: 'mattermost-docker', host: 'ops-1'}},
                    database_credentials: {value: [{name: 'data_source', length: 'short'}]},
                    database_password_storage: {value: {stored: 'scram_sha_256'}},
                    password_policy: {value: {minimumLength: 8}},
                    fips_image: {value: {where: 'registry'}},
                    compose_drift: {value: {services: []}},
                },
            });
        },
        AGENT_TIMEOUT_MS,
    );

    test('the entry page satisfies the web app layer, and leads a browser to the console', async () => {
        const origin = new URL('/', demo.url).origin;
        const page = await (await fetch(origin)).text();
        expect(page).toContain(`url=${new URL(demo.url).pathname}`);
        const [, script = ''] = /<script[^>]+src="([^":]*\/static\/[^"]+\.js)"/.exec(page) ?? [];
        expect((await fetch(new URL(script, origin))).headers.get('Content-Type')).toContain('javascript');
    });

    test(
        'the controls mend what is in the way and choose how the FIPS image starts',
        async () => {
            const post = (form: Readonly<Record<string, string>>) =>
                fetch(demo.controlUrl, {method: 'POST', body: new URLSearchParams(form), redirect: 'manual'});
            expect((await post({fault: 'web_app_dead'})).status).toBe(303);
            expect(await (await fetch(demo.controlUrl)).text()).toContain('value="web_app_dead" checked');
            await post({fault: 'none'});
            expect((await post({mend: 'yes'})).status).toBe(303);
            const {api} = await eventually('Mattermost is back', async () => {
                const opened = await open().catch(() => undefined);
                return opened?.response.ok === true ? opened : undefined;
            });
            expect(await api('/config')).toMatchObject({PasswordSettings: {MinimumLength: 14}});
        },
        AGENT_TIMEOUT_MS,
    );

    test(
        'a plan is asked for, approved, carried out and proved, through the queue alone',
        async () => {
            const offer = await ask({kind: 'plan', goal: 'to_fips'});
            expect(offer).toMatchObject({kind: 'plan', failing: [], unknown: []});
            const end = await ask(approve(offer), isLast);
            expect(end).toMatchObject({
                kind: 'run',
                events: expect.arrayContaining([expect.objectContaining({kind: 'closed', end: 'succeeded'})]),
            });
            const {api} = await open();
            expect(await api('/config/client?format=old')).toMatchObject({IsFipsEnabled: 'true'});
            const runId = end.kind === 'run' ? end.runId : '';
            const report = await ask({kind: 'report', runId}, ({kind}) => kind === 'evidence');
            expect(report).toMatchObject({kind: 'evidence', evidence: {statement: 'runs_fips_build', run: {runId}}});
        },
        SWAP_TIMEOUT_MS,
    );

    test('ends without leftovers: no process, no folder, no listener', async () => {
        const {folder, agent, url} = demo;
        await demo.close();
        await expect(access(folder)).rejects.toThrow();
        expect(() => process.kill(agent.pid, 0)).toThrow('ESRCH');
        await expect(fetch(url)).rejects.toThrow();
        expect((await agent.ended).exitCode).toBe(0);
    });
});

test(
    'make demo: a taken port is named and the next one used; Ctrl-C ends it and removes its folder',
    async () => {
        const folder = await mkdtemp(join(tmpdir(), 'fips-demo-test-'));
        const port = await findFreePort();
        const squatter = createServer().listen(port, '127.0.0.1');
        await once(squatter, 'listening');
        try {
            const child = spawn(process.execPath, [DEMO], {
                env: {
                    PATH: process.env['PATH'] ?? '',
                    HOME: folder,
                    TMPDIR: folder,
                    PORT: String(port),
                    BROWSER: 'none',
                },
                stdio: ['ignore', 'pipe', 'pipe'],
            });
            let output = '';
            const collect = (chunk: Buffer) => (output += chunk.toString());
            const ready = new Promise<void>((resolve) => {
                child.stdout.on('data', (chunk: Buffer) => {
                    collect(chunk);
                    if (output.includes('What to try')) {
                        resolve();
                    }
                });
            });
            child.stderr.on('data', collect);
            const closed = once(child, 'close');
            await Promise.race([ready, closed]);
            expect(output).toContain(`Port ${port} is taken: using `);
            const [url = ''] = /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(output) ?? [];
            expect((await fetch(url)).status).toBe(200);
            child.kill('SIGINT');
            expect((await closed)[0]).toBe(0);
            expect(output).toContain('nothing is left behind');
            expect(await findLeftovers(folder)).toEqual([]);
        } finally {
            squatter.close();
            await rm(folder, {recursive: true, force: true});
        }
    },
    BUILD_TIMEOUT_MS,
);

test(
    'a demo whose output nobody reads any more ends and removes its folder',
    async () => {
        const folder = await mkdtemp(join(tmpdir(), 'fips-demo-test-'));
        try {
            const child = spawn(process.execPath, [DEMO], {
                env: {HOME: folder, TMPDIR: folder, PORT: String(await findFreePort()), BROWSER: 'none'},
                stdio: ['ignore', 'pipe', 'ignore'],
            });
            const closed = once(child, 'close');
            await once(child.stdout, 'data');
            child.stdout.destroy();
            await closed;
            expect(await findLeftovers(folder)).toEqual([]);
        } finally {
            await rm(folder, {recursive: true, force: true});
        }
    },
    BUILD_TIMEOUT_MS,
);

test('a PORT that is no port is named', async () => {
    const child = spawn(process.execPath, [DEMO], {env: {PORT: 'eighty', BROWSER: 'none'}});
    let output = '';
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const [code] = await once(child, 'close');
    expect(code).toBe(64);
    expect(output).toContain('PORT=eighty is no port');
});
