import {execFileSync} from 'node:child_process';
import fc from 'fast-check';
import {READY} from '../../../test/samples/facts.ts';
import type {Data} from '../values/data.ts';
import {REMEDIES, remedyCommands, remedyConsolePath} from './catalogue.ts';
import type {RemedyCode} from './catalogue.ts';
import {placeOf} from './place.ts';
import {printShellWord, printWordOr} from '../commands/shell_word.ts';

const CODES = Object.keys(REMEDIES) as RemedyCode[];
const AT = '2026-11-23T12:00:00.000Z';
const COMPOSE: Data = placeOf({deployment: {value: READY.deployment, source: 'agent_engine', observedAt: AT}});
const DOCKER: Data = {kind: 'docker', name: 'chat', container: 'chat'};
const KUBERNETES: Data = {kind: 'kubernetes', name: 'mm', namespace: 'chat'};
const LISTS: Data = {
    plugins: ['jira'],
    services: ['postgres'],
    proxies: ['nginx'],
    allowed: ['A', 'B'],
    image: 'a/b:1',
};

/** What `sh` makes of a line: its words, one a line. */
function wordsOf(line: string): readonly string[] {
    const out = execFileSync('sh', ['-c', `set -- ${line}; for word in "$@"; do printf '%s\\0' "$word"; done`]);
    return out.toString('utf8').split('\0').slice(0, -1);
}

test('any value is one word for a shell, and the same value', () => {
    const text = fc.string({unit: 'binary', minLength: 1}).filter((one) => !/\0|[\ud800-\udfff]/.test(one));
    fc.assert(
        fc.property(text, (value) => {
            expect(wordsOf(printShellWord(value))).toEqual([value]);
        }),
        {numRuns: 60},
    );
});

test.each(['\n', 'a\n', 'a\n\nb\n\n', "\u202e'\n"])('a line break at the end stays: %j', (value) => {
    expect(wordsOf(printShellWord(value))).toEqual([value]);
});

test.each([undefined, null, '', 7, ['x'], '--all'])('%j becomes the placeholder', (value) => {
    expect(printWordOr(value, '<container>')).toBe('<container>');
});

test.each([
    ['compose', COMPOSE],
    ['docker', DOCKER],
    ['kubernetes', KUBERNETES],
    ['nothing known', {}],
])('every command of every remedy is a line a shell can read: %s', (_name, place) => {
    for (const code of CODES) {
        for (const line of remedyCommands(code, {...place, ...LISTS})) {
            // Placeholders stand for words; redirections and pipes end the words of the first program.
            const readable =
                line
                    .replace(/<[a-zA-Z][^<>]*>/g, 'X')
                    .replace(/<\/dev\/null/, '')
                    .split(/ [|>] /)[0] ?? '';
            expect([code, wordsOf(readable)[0]]).toEqual([code, expect.stringMatching(/^[a-z_-]+$/)]);
            expect(line).not.toMatch(/undefined|\[object|\n/);
        }
    }
});

test('hostile names stay words: no line runs anything but its own program', () => {
    const evil = '$(touch /tmp/x); `id`\n\'"';
    const place = {kind: 'compose', name: evil, folder: evil, files: [evil], service: evil, databaseService: evil};
    for (const code of CODES) {
        for (const line of remedyCommands(code, {
            ...place,
            plugins: [evil],
            services: [evil],
            proxies: [evil],
            image: evil,
        })) {
            const outside = line.replace(/'(?:[^']|'\\'')*'/gs, '');
            expect([code, outside]).toEqual([code, expect.not.stringMatching(/touch|`id`/)]);
        }
    }
});

test.each([
    [
        'compose',
        COMPOSE,
        'docker exec mattermost-mattermost-1 /mattermost/bin/mmctl --local config set PasswordSettings.MinimumLength 14',
    ],
    ['docker', DOCKER, 'docker exec chat /mattermost/bin/mmctl --local config set PasswordSettings.MinimumLength 14'],
    [
        'kubernetes',
        KUBERNETES,
        'kubectl -n chat exec deploy/mm -c mattermost -- /mattermost/bin/mmctl --local config set PasswordSettings.MinimumLength 14',
    ],
    [
        'a project without a container',
        {kind: 'compose', name: 'mm', service: 'app'},
        'docker compose -p mm --project-directory <project folder> exec -T app /mattermost/bin/mmctl --local config set PasswordSettings.MinimumLength 14',
    ],
    [
        'nothing known',
        {},
        'docker exec <container> /mattermost/bin/mmctl --local config set PasswordSettings.MinimumLength 14',
    ],
])('local mode is reached without a shell: %s', (_name, place, line) => {
    expect(remedyCommands('raise_minimum_length', place)).toEqual([line]);
});

test('a stored copy is removed and its plugin left enabled, in this order', () => {
    const commands = remedyCommands('remove_stored_copy', {...DOCKER, plugins: ['playbooks', 'focalboard']});
    expect(commands.map((line) => line.replace(/^.* --local /, ''))).toEqual([
        'plugin delete playbooks',
        'config set PluginSettings.PluginStates.playbooks.Enable true',
        'plugin delete focalboard',
        'config set PluginSettings.PluginStates.focalboard.Enable true',
    ]);
});

test('a password is typed at a prompt, never written into a command', () => {
    const [line] = remedyCommands('rotate_database_password', COMPOSE);
    expect(line).toMatch(
        / exec postgres psql -U mmuser -d mattermost -c "SET password_encryption = 'scram-sha-256'" -c '\\password mmuser'$/,
    );
});

test.each([
    ['https://chat.example.com/', "curl -fsS 'https://chat.example.com/api/v4/config/client?format=old'"],
    ["https://x'; rm -rf /", "curl -fsS '<site URL>/api/v4/config/client?format=old'"],
])('the site %s is asked for its flag', (siteUrl, start) => {
    expect(remedyCommands('compare_image_and_flag', {...DOCKER, siteUrl})[1]?.startsWith(start)).toBe(true);
});

test('console paths are paths of the System Console', () => {
    const paths = CODES.map(remedyConsolePath).filter((path) => path !== undefined);
    expect(paths.length).toBeGreaterThan(5);
    expect(paths.filter((path) => !/^\/admin_console\/[a-z_]+\/[a-z_]+$/.test(path))).toEqual([]);
});

test.each(Object.keys(REMEDIES) as RemedyCode[])('%s prints no docker command on Kubernetes', (code) => {
    const data = {kind: 'kubernetes', name: 'mm', namespace: 'chat', proxies: ['nginx'], plugins: ['playbooks']};
    expect(remedyCommands(code, data).join('\n')).not.toMatch(/docker|podman/);
});
