import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {readSettings} from './read_settings.ts';

describe('readSettings', () => {
    let folder: string;
    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), 'fips-settings-'));
    });
    afterEach(() => rm(folder, {recursive: true}));

    const read = async (text: string, env: Record<string, string> = {}, options = {}) => {
        const file = join(folder, 'fips-agent.yaml');
        await writeFile(file, text);
        return readSettings({file, env, options});
    };

    test('nothing set -> read-only, with defaults', async () => {
        const {settings, origins} = await readSettings({file: undefined, env: {}, options: {}});
        expect(settings).toMatchObject({MODE: 'read_only', IMAGE_PAIRS: [], LOG_LEVEL: 'info'});
        expect(origins).toEqual({});
    });

    test('command line beats environment beats file, and each origin is told', async () => {
        const text = 'SERVICE: a\nCONTAINER: b\n# comment\nMODE: swap\n';
        const {settings, origins} = await read(text, {CONTAINER: 'c', MODE: ''}, {SERVICE: 'd'});
        expect(settings).toMatchObject({SERVICE: 'd', CONTAINER: 'c', MODE: 'swap'});
        expect(origins['SERVICE']).toBe('command line');
        expect(origins['CONTAINER']).toBe('environment variable CONTAINER');
        expect(origins['MODE']).toMatch(/fips-agent\.yaml, line 4$/);
    });

    test('lists come with colons or as JSON', async () => {
        const pairs = '[{"standard":"r.example/mm","fips":"r.example/mm-fips"}]';
        const {settings} = await read('', {PROJECT_FILES: '/a/b.yml:/a/c.yml', IMAGE_PAIRS: pairs});
        expect(settings.PROJECT_FILES).toEqual(['/a/b.yml', '/a/c.yml']);
        expect(settings.IMAGE_PAIRS).toEqual([{standard: 'r.example/mm', fips: 'r.example/mm-fips'}]);
    });

    test('an accepted risk needs its reason and its version', async () => {
        const risk = {
            check: 'backup',
            reason: 'nobody_vouches',
            why: 'snapshots',
            by: 'maria',
            serverVersion: '11.7.2',
        };
        const at = '2026-11-23T12:00:00Z';
        const {settings} = await read('', {ACCEPTED_RISKS: JSON.stringify([{...risk, at}])});
        expect(settings.ACCEPTED_RISKS).toEqual([{...risk, at}]);
        await expect(read('', {ACCEPTED_RISKS: JSON.stringify([risk])})).rejects.toMatchObject({
            data: {setting: 'ACCEPTED_RISKS'},
        });
    });

    test.each([
        ['an unknown name', 'MATERMOST_URL: http://x', 'MATERMOST_URL', /line 1/],
        ['no address', 'MATTERMOST_URL: chat', 'MATTERMOST_URL', /line 1/],
        ['credentials in an address', '\nSITE_URL: https://u:p@x', 'SITE_URL', /line 2/],
        ['a relative path', 'STATE_DIR: state', 'STATE_DIR', /line 1/],
        ['a word that is no mode', 'MODE: write', 'MODE', /line 1/],
        ['a tag in an image pair', 'IMAGE_PAIRS: [{standard: "a:1", fips: b}]', 'IMAGE_PAIRS', /line 1/],
        ['an id that is none', 'CHANNEL_ID: town-square', 'CHANNEL_ID', /line 1/],
    ])('%s -> names the setting and the line', async (_name, text, setting, where) => {
        await expect(read(text)).rejects.toMatchObject({
            code: 'setting_invalid',
            data: {setting, where: expect.stringMatching(where) as string},
        });
    });

    test.each([
        ['invalid YAML', 'A: [', /not valid YAML at line/],
        ['a list', '- a', /NAME: value/],
    ])('%s -> settings_unreadable', async (_name, text, problem) => {
        await expect(read(text)).rejects.toMatchObject({
            code: 'settings_unreadable',
            data: {problem: expect.stringMatching(problem) as string},
        });
    });

    test('a named file that is missing is an error', async () => {
        await expect(readSettings({file: join(folder, 'none'), env: {}, options: {}})).rejects.toMatchObject({
            code: 'settings_unreadable',
            data: {problem: 'There is no such file.'},
        });
    });
});
