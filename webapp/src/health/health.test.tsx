import React from 'react';
import {jest} from '@jest/globals';
import {render, screen, within} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {makeFact} from '@fips-readiness/core';
import {ServerProblem} from '../client/server_problem.ts';
import {makeAgentFacts} from '../testing/agent_facts.ts';
import {DrawnPage} from '../testing/draw_page.tsx';
import {KEYS, makeFakeServer, makeReplyPosts} from '../testing/fake_server.ts';
import type {FakeServer, FakeState} from '../testing/fake_server.ts';
import {findAccessibilityProblems} from '../testing/find_accessibility_problems.ts';
import {openStep} from '../testing/open_step.ts';
import {makeReadyServer} from '../testing/ready_server.ts';
import {INSTANCE} from '../../../test/samples/facts.ts';
import {runReply, SUCCEEDED, timeEvents} from '../../../test/samples/run.ts';

jest.setTimeout(30_000);

const FIPS = {Version: '11.7.2', BuildEnterpriseReady: 'true', IsFipsEnabled: 'true'};
const DAY_MS = 86_400_000;

const plugin = (id: string, name: string, version = '1.0.0') => ({id, name, version, server: {}});

/** A FIPS server that somebody has moved by hand: no agent, no run. */
function makeMovedServer(change: Partial<FakeState> = {}): FakeServer {
    const fake = makeFakeServer({clientConfig: FIPS, ...change});
    Object.assign(fake.state.config['PluginSettings'] ?? {}, {
        PluginStates: {playbooks: {Enable: true}, focalboard: {Enable: true}},
    });
    fake.state.plugins = {
        active: [plugin('playbooks', 'Playbooks', '2.8.0+c4449ac'), plugin('focalboard', 'Boards', '9.2.2')],
        inactive: [plugin('com.example.desk', 'ServiceDesk')],
    };
    return fake;
}

async function draw(fake: FakeServer, open = true, basePath = '') {
    const drawn = render(<DrawnPage server={fake.server} site={{basePath}} />);
    await screen.findByRole('heading', {level: 2});
    await openStep('Verify');
    const head = await screen.findByRole('button', {name: /^This site now.*(attention|disappeared|read now)/});
    if (open && head.getAttribute('aria-expanded') === 'false') {
        await userEvent.click(head);
    }
    return {...drawn, head};
}

const row = (name: RegExp) => within(screen.getByRole('table', {name: /as it is now/})).getByRole('row', {name});

describe('moved by hand, without an agent', () => {
    it('names Boards, Playbooks and Agents, what is not known of them, and what not to do', async () => {
        const {container, head} = await draw(makeMovedServer());
        expect(head.textContent).toMatch(/2 plugins run; none has stopped, failed or disappeared/);
        expect(row(/Playbooks 2\.8\.0/).textContent).toMatch(/Running.*unknown: an agent has to read it/);
        expect(row(/^Boards/).textContent).toMatch(/Running/);
        expect(row(/^Agents/).textContent).toMatch(/Not installed/);
        expect(row(/ServiceDesk/).textContent).toMatch(/Off/);
        expect(screen.getByText(/Do not update Boards \(focalboard\), Playbooks and Agents/)).toBeVisible();
        expect(screen.getByText(/There is no record of a run that moved this site/)).toBeVisible();
        expect(screen.getByText('fips-agent check --after')).toBeVisible();
        expect(screen.getByText(/^Nothing has drifted/)).toBeVisible();
        expect(await findAccessibilityProblems(container)).toEqual([]);
        const journey = within(screen.getByRole('navigation')).getAllByRole('listitem');
        expect(journey.at(-1)?.textContent).toMatch(/Verify, now/);
    });

    it('leads to Plugin Management, below the site’s base path', async () => {
        await draw(makeMovedServer(), true, '/chat');
        expect(screen.getByRole('link', {name: 'Open Plugin Management'}).getAttribute('href')).toBe(
            '/chat/admin_console/plugins/plugin_management',
        );
    });

    it('is open by itself where a plugin needs a look; the server’s words are text without secrets', async () => {
        const fake = makeMovedServer();
        const error = 'dial <img src=x onerror=alert(1)> postgres://mm:s3cret@db/mm \u202e failed';
        fake.state.pluginStatuses = [{plugin_id: 'playbooks', cluster_id: '', state: 3, error}];
        const {container, head} = await draw(fake, false);
        expect(head.textContent).toMatch(/One plugin needs attention: Playbooks/);
        expect(head.getAttribute('aria-expanded')).toBe('true');
        const text = row(/Playbooks/).textContent ?? '';
        expect(text).toMatch(/Failed.*The server reports: dial <img src=x/);
        expect(text).toContain('postgres://[redacted]@db/mm');
        expect(container.querySelector('img')).toBeNull();
        expect(container.textContent).not.toContain('\u202e');
    });

    it('says that Calls is still switched on and not installed any more', async () => {
        const fake = makeMovedServer();
        Object.assign(fake.state.config['PluginSettings'] ?? {}, {
            PluginStates: {'com.mattermost.calls': {Enable: true}},
        });
        await draw(fake, false);
        expect(row(/Calls/).textContent).toMatch(/Enabled, not installed/);
    });

    it('asks again with Check again, and says when it cannot', async () => {
        const fake = makeMovedServer();
        await draw(fake);
        fake.state.problems.fetchPluginStatuses = new ServerProblem('server_error');
        await userEvent.click(screen.getByRole('button', {name: 'Check again'}));
        expect(await screen.findByText(/The plugins cannot be read now.*answered with an error/)).toBeVisible();
    });

    it('is not there before a move', async () => {
        render(<DrawnPage server={makeFakeServer().server} />);
        await screen.findByRole('heading', {level: 2});
        expect(screen.queryByRole('button', {name: /This site now/})).toBeNull();
    });
});

describe('after a run', () => {
    const makeRunServer = (agoMs: number, change: Partial<FakeState> = {}) => {
        const fake = makeReadyServer({clientConfig: FIPS, users: [{auth_service: '', roles: ''}], ...change});
        const events = timeEvents(SUCCEEDED, Date.now() - agoMs);
        fake.state.posts.push(...makeReplyPosts(runReply(events), '', KEYS.secret));
        fake.state.plugins.active = [plugin('focalboard', 'Boards', '9.2.2'), plugin('com.example.new', 'Newcomer')];
        return fake;
    };

    it('compares with the run’s plan, weeks later', async () => {
        await draw(makeRunServer(20 * DAY_MS));
        expect(row(/^Boards/).textContent).toMatch(/as before/);
        expect(row(/Playbooks/).textContent).toMatch(/ran before and is gone/);
        expect(row(/Newcomer/).textContent).toMatch(/new/);
        expect(screen.getByText(/Compared with how it was before the run/)).toBeVisible();
        expect(screen.getByText(/is locked out when their session from before the move ends, by/)).toBeVisible();
    });

    it('tells the pod of a job server from those of the servers', async () => {
        const fake = makeRunServer(DAY_MS);
        const observedAt = new Date().toISOString();
        const pod = {...INSTANCE, name: 'mm-1', node: 'node-1'};
        const instances = [pod, {...pod, name: 'mm-jobserver-1', role: 'job_server' as const}];
        const facts = {
            ...makeAgentFacts('ok', observedAt, 'fips'),
            instances: makeFact(instances, 'agent_cluster', observedAt),
        };
        const reply = {kind: 'facts', mode: 'swap', facts};
        fake.state.posts.push(...makeReplyPosts(reply, 'q'.repeat(26), KEYS.secret, {create_at: Date.now() + 1}));
        const {container} = await draw(fake, false);
        const pods = within(await screen.findByRole('table', {name: /^Every pod/}));
        expect(pods.getByRole('row', {name: /^mm-1/}).textContent).not.toContain('Job server');
        expect(pods.getByRole('rowheader', {name: /^mm-jobserver-1\s*Job server$/})).toBeVisible();
        expect(await findAccessibilityProblems(container)).toEqual([]);
    });

    it('names users who are still to find out no longer than any session lasts, unless sessions are extended', async () => {
        const fake = makeRunServer(60 * DAY_MS);
        const {unmount} = await draw(fake);
        expect(screen.queryByText(/Anyone whose password is shorter than 14 bytes is locked out/)).toBeNull();
        unmount();
        Object.assign(fake.state.config['ServiceSettings'] ?? {}, {ExtendSessionLengthWithActivity: true});
        await draw(fake);
        expect(screen.getByText(/this server extends active sessions/)).toBeVisible();
    });

    it('warns where the server’s flag contradicts the run', async () => {
        const {container} = await draw(makeRunServer(DAY_MS, {clientConfig: {...FIPS, IsFipsEnabled: 'false'}}), false);
        expect(screen.getByRole('heading', {name: 'Since the move'})).toBeVisible();
        expect(screen.getByText(/^The server reports that it does not run a FIPS build/)).toBeVisible();
        expect(screen.getByText(/^2 things have drifted since the move\. 2 plugins need/)).toBeVisible();
        expect(await findAccessibilityProblems(container)).toEqual([]);
    });
});

describe('what the server reaches', () => {
    const SERVICES = {
        EmailSettings: {SendEmailNotifications: true, SMTPServer: 'mail'},
        LdapSettings: {Enable: true},
        FileSettings: {DriverName: 'amazons3'},
        ElasticsearchSettings: {EnableIndexing: true},
    };

    const makeServer = (change: Partial<FakeState> = {}) => {
        const fake = makeMovedServer(change);
        for (const [section, values] of Object.entries(SERVICES)) {
            fake.state.config[section] = {...fake.state.config[section], ...values};
        }
        return fake;
    };
    const tests = () => screen.getAllByRole('button', {name: /^Test: /}).map((one) => one.getAttribute('aria-label'));

    it('is tried one by one, after the line has said what a test does', async () => {
        const fake = makeServer();
        const {container} = await draw(fake);
        expect(tests()).toEqual([
            'Test: Database and file store',
            'Test: E-mail',
            'Test: AD/LDAP',
            'Test: File store (S3)',
            'Test: Search (Elasticsearch)',
        ]);
        expect(screen.getByText(/An e-mail is sent to your own address/)).toBeVisible();
        expect(fake.calls).not.toContain('testService');
        await userEvent.click(screen.getByRole('button', {name: 'Test: E-mail'}));
        expect(await screen.findByText('E-mail: Passed')).toBeVisible();
        expect(screen.getByText(/^after \d/)).toBeVisible();
        expect(fake.sent['testService']).toEqual(['email']);
        expect(await findAccessibilityProblems(container)).toEqual([]);
    });

    it.each([
        ['app.admin.test_email.failure', 'E-mail', /could not send the message to the mail server/],
        ['ent.ldap.do_login.unable_to_connect.app_error', 'AD/LDAP', /TLS 1\.2 or newer with AES-GCM/],
        ['ent.ldap.do_login.bind_admin_user.app_error', 'AD/LDAP', /saved account or key is not accepted/],
        ['api.ldap_groups.license_error', 'AD/LDAP', /server’s licence/],
        ['api.file.test_connection_s3_bucket_does_not_exist.app_error', 'File store (S3)', /bucket does not exist/],
        ['api.file.test_connection_s3_auth.app_error', 'File store (S3)', /cannot connect, or .*AES-GCM/],
        [
            'ent.elasticsearch.start.get_server_version.app_error',
            'Search (Elasticsearch)',
            /cannot connect, or .*AES-GCM/,
        ],
        ['ent.elasticsearch.create_client.ca_cert_missing', 'Search (Elasticsearch)', /answered with an error/],
        ['ent.elasticsearch.test_config.license.error', 'Search (Elasticsearch)', /server’s licence/],
        ['api.context.permissions.app_error', 'E-mail', /RestrictSystemAdmin/],
        ['something.else', 'E-mail', /answered with an error/],
    ])('%s is said in words', async (id, service, sentence) => {
        const problem = new ServerProblem('server_error', id, 'tls: handshake failure');
        await draw(makeServer({problems: {testService: problem}}));
        await userEvent.click(screen.getByRole('button', {name: `Test: ${service}`}));
        const line = (await screen.findByText('Failed')).closest('li')?.textContent;
        expect(line).toMatch(sentence);
        expect(line).toMatch(/The server reports: tls: handshake failure/);
    });

    it('the server’s own health says which half is ill', async () => {
        await draw(makeServer({ping: {status: 'UNHEALTHY', database_status: 'OK', filestore_status: 'UNHEALTHY'}}));
        await userEvent.click(screen.getByRole('button', {name: 'Test: Database and file store'}));
        expect(await screen.findByText(/cannot use its file store/)).toBeVisible();
    });

    it('is not offered to a read-only admin, nor where nothing is set up', async () => {
        const me = {id: 'v'.repeat(26), username: 'viewer', roles: 'system_read_only_admin', auth_service: ''};
        const {unmount} = await draw(makeServer({me}));
        expect(screen.queryByRole('button', {name: /^Test: /})).toBeNull();
        unmount();
        const fake = makeMovedServer();
        fake.state.config['EmailSettings'] = {SendEmailNotifications: false, SMTPServer: 'mail'};
        await draw(fake);
        expect(tests()).toEqual(['Test: Database and file store']);
    });
});
