import {execFileSync, spawnSync} from 'node:child_process';
import {makeSitePlan} from '../../../test/samples/plan.ts';
import type {Plan} from '../plan/plan.ts';
import {makeResourceCommands, printResourceScript} from './resource_rescue.ts';
import type {ResourceRescue} from './resource_rescue.ts';

const HOSTILE = 'mm\'; touch /tmp/x; $(id) `id` "&';
const OLD = 'mattermost/mattermost-enterprise-edition';
const NEW = 'mattermost/mattermost-enterprise-fips-edition';

function makeRescue(name: string, isPatched = true, namespace = 'chat'): ResourceRescue {
    const plan: Plan = makeSitePlan({
        target: {kind: 'kubernetes', name, host: 'production', identity: 'cluster', namespace, uid: 'uid'},
        change: {
            way: 'patch',
            operations: [
                {op: 'test', path: '/metadata/uid', value: 'uid'},
                {op: 'test', path: '/spec/image', value: OLD},
                {op: 'replace', path: '/spec/image', value: NEW},
                {op: 'test', path: '/spec/version', value: '11.7.2'},
            ],
        },
        from: {reference: `${OLD}:11.7.2`, variant: 'standard', id: null, digest: null},
    });
    const state = {changed: new Map(isPatched ? [['patch' as const, 1]] : [])};
    return {plan, runId: 'a'.repeat(32), state, lease: `fips-readiness-${name}`, password: null};
}

/** What a shell makes of a line: the words `kubectl` would be given. Asked for the Job's owner, it names `owner`. */
function readWords(line: string, owner: string): readonly string[] {
    const words = 'for word in "$@"; do printf \'%s\\0\' "$word"; done';
    const script = `kubectl() { if test "$3" = get; then printf '%s' "$OWNER"; else ${words}; fi; }\n${line}`;
    return execFileSync('sh', ['-c', script], {encoding: 'utf8', env: {OWNER: owner}})
        .split('\0')
        .slice(0, -1);
}

const readOwn = (line: string) => readWords(line, 'mm');

test('the patch is reversed, the operator’s Job removed, the old image waited for, and the Lease given up', () => {
    const commands = makeResourceCommands(makeRescue('mm'));
    const [patch = '', job, wait, rollout, , jobServer, jobRollout, lease] = commands.map((line) =>
        readOwn(`job_server=there; ${line}`),
    );
    expect(patch.slice(0, 8)).toEqual(['-n', 'chat', 'patch', 'mattermost', 'mm', '--type', 'json', '-p']);
    expect(JSON.parse(patch[8] ?? '')).toEqual([
        {op: 'test', path: '/metadata/uid', value: 'uid'},
        {op: 'test', path: '/spec/version', value: '11.7.2'},
        {op: 'test', path: '/spec/image', value: NEW},
        {op: 'replace', path: '/spec/image', value: OLD},
    ]);
    expect(job).toEqual(['-n', 'chat', 'delete', 'job', 'mattermost-update-check', '--ignore-not-found']);
    expect(wait).toContain(`jsonpath={.spec.template.spec.containers[0].image}=${OLD}:11.7.2`);
    expect(rollout?.slice(2, 6)).toEqual(['rollout', 'status', 'deployment', 'mm']);
    expect(jobServer?.slice(2, 5)).toEqual(['wait', 'deployment', 'mm-jobserver']);
    expect(jobRollout?.slice(2, 6)).toEqual(['rollout', 'status', 'deployment', 'mm-jobserver']);
    expect(commands.slice(5, 7).map((line) => readOwn(`job_server=''; ${line}`))).toEqual([[], []]);
    expect(lease).toContain('fips-readiness-mm');
});

test.each([
    ['of another installation', 'other'],
    ['that is not there', ''],
])('an update check %s is left alone', (_name, owner) => {
    expect(readWords(makeResourceCommands(makeRescue('mm'))[1] ?? '', owner)).toEqual([]);
});

test('names from outside are one word each, whatever is in them', () => {
    const rescue = makeRescue(HOSTILE, true, HOSTILE);
    for (const line of makeResourceCommands(rescue)) {
        const isQuestion = line.startsWith('job_server=');
        const words = readWords(`job_server=there; ${line}`, HOSTILE);
        expect(words.slice(0, 2)).toEqual(isQuestion ? [] : ['-n', HOSTILE]);
    }
    expect(readWords(makeResourceCommands(rescue)[0] ?? '', HOSTILE)[4]).toBe(HOSTILE);
});

test('before the patch there is nothing to take back, and the script says so', () => {
    const rescue = makeRescue('mm', false);
    expect(makeResourceCommands(rescue)).toEqual([]);
    expect(
        execFileSync('sh', ['-c', `kubectl() { :; }\n${printResourceScript(rescue)}`], {encoding: 'utf8'}),
    ).toContain('there is nothing to take back');
});

test('where kubectl reaches another cluster, or another resource of that name, the script changes nothing', () => {
    const script = printResourceScript(makeRescue(HOSTILE, true, HOSTILE));
    const run = (uid: string) => {
        const stub = `kubectl() { case "$3" in get) printf '%s' "$ITS_UID";; *) printf 'changed\\n';; esac; }`;
        const env = {ITS_UID: uid, PATH: process.env['PATH'] ?? ''};
        return spawnSync('sh', ['-c', `${stub}\n${script}`], {encoding: 'utf8', env});
    };
    const other = run('another');
    expect([other.status, other.stdout]).toEqual([69, expect.stringContaining('Nothing was changed.')]);
    expect(other.stdout).toContain('the context production');
    expect(other.stdout).not.toContain('changed\n');
    expect(run('').status).toBe(69);
    const own = run('uid');
    expect([own.status, own.stdout]).toEqual([0, expect.stringContaining('Every pod runs the old image again.')]);
});

test.each([
    ['which resource it is', ' get mattermost ', 69, 'Nothing was changed.'],
    ['whether there is a job server', ' get deployment ', 1, '+ kubectl'],
])(
    'where the cluster does not tell %s, the script stops and says no more than that',
    (_name, refused, status, said) => {
        const script = printResourceScript(makeRescue('mm'));
        const stub = `kubectl() { case "$*" in *'${refused}'*) return 1;; *' get mattermost '*) printf uid;; esac; }`;
        const env = {PATH: process.env['PATH'] ?? ''};
        const run = spawnSync('sh', ['-c', `${stub}\n${script}`], {encoding: 'utf8', env});
        expect([run.status, run.stdout]).toEqual([status, expect.stringContaining(said)]);
        expect(run.stdout).not.toMatch(/Done\.|another cluster/);
    },
);

describe('a rotation', () => {
    const password: NonNullable<ResourceRescue['password']> = {
        secret: HOSTILE,
        service: {namespace: HOSTILE, name: 'db'},
        host: HOSTILE,
        port: '5432',
        role: HOSTILE,
        database: HOSTILE,
        tls: 'require',
        files: {
            sql: '/dev/null',
            isOld: '/kit/secret.is-old.json',
            toOld: '/kit/secret.to-old.json',
            oldLogin: '/kit/pgpass.old',
            nextLogin: '/kit/pgpass.next',
        },
    };
    const makeRotated = (change: Partial<typeof password> = {}, isPatched = true): ResourceRescue => ({
        ...makeRescue('mm', isPatched),
        state: {changed: new Map([['rotate', 1] as const, ...(isPatched ? [['patch', 1] as const] : [])])},
        password: {...password, ...change},
    });

    test('comes before the resource: PostgreSQL in its own pod, then the Secret, each name one word', () => {
        const [alter = '', secret = '', resource = ''] = makeResourceCommands(makeRotated());
        const asked = ['-n', HOSTILE, 'exec', '-i', 'svc/db', '--', 'psql'];
        const words = readOwn(alter);
        expect(words.slice(0, asked.length)).toEqual(asked);
        expect(words.slice(-4)).toEqual(['-U', HOSTILE, '-d', HOSTILE]);
        expect(readOwn(secret)).toEqual([
            ...['-n', 'chat', 'patch', 'secret', HOSTILE, '--type', 'json', '--patch-file', '/kit/secret.is-old.json'],
        ]);
        expect(secret).toContain('|| kubectl');
        expect(resource).toContain('patch mattermost');
    });

    test('of a database elsewhere asks for psql, gives it a file with the login, and never a password', () => {
        const rescue = makeRotated({service: null});
        const [alter = ''] = makeResourceCommands(rescue);
        const script = `psql() { printf '%s\\0' "$PGPASSFILE" "$PGSSLMODE" "$@"; }\n${alter}`;
        const words = execFileSync('sh', ['-c', script], {encoding: 'utf8'}).split('\0').slice(0, -1);
        expect(words).toEqual([
            ...['/kit/pgpass.next', 'require', '-X', '-q', '-w', '-v', 'ON_ERROR_STOP=1'],
            ...['-h', HOSTILE, '-p', '5432', '-U', HOSTILE, '-d', HOSTILE],
        ]);
        expect(printResourceScript(rescue)).toContain('and psql where the database is reached');
    });

    test('is reverted by itself where the resource was not patched yet', () => {
        const commands = makeResourceCommands(makeRotated({}, false));
        expect(commands).toHaveLength(3);
        expect(commands.join('\n')).not.toContain('patch mattermost');
        expect(makeResourceCommands({...makeRotated(), state: {changed: new Map()}})).toEqual([]);
    });
});
