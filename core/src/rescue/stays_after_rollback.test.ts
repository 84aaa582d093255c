import {makePlan} from '../../../test/samples/plan.ts';
import {findStaysAfterRollback} from './stays_after_rollback.ts';

const added = {id: 'focalboard', version: '9.2.2+fips'};
const replaced = {...added, replaces: {version: '9.1.0', bundle: 'kept' as const}};
const started = {changed: new Map([['recreate', 1]] as const), kitFolder: '/rescue/r', restoredBundles: []};

test('what the FIPS server has stored stays after a rollback, with the commands that undo it', () => {
    const stays = findStaysAfterRollback(makePlan({storedByServer: [added]}).plan, started);
    expect(stays).toEqual([
        {
            word: 'rollback.stays',
            values: {names: 'focalboard 9.2.2+fips', files: ''},
            commands: [
                expect.stringContaining('plugin delete focalboard'),
                expect.stringContaining('config set PluginSettings.PluginStates.focalboard.Enable true'),
                expect.stringMatching(/^docker compose .* restart mattermost$/),
            ],
        },
    ]);
});

test('a bundle that could not be put back is named in the kit, with the commands that put it back', () => {
    const stays = findStaysAfterRollback(makePlan({storedByServer: [replaced]}).plan, started);
    expect(stays).toEqual([
        {
            word: 'rollback.stays_kept',
            values: {names: 'focalboard 9.2.2+fips', files: '/rescue/r/plugins/focalboard.tar'},
            commands: [
                'docker cp - mattermost-docker-mattermost-1:/mattermost/data/plugins < /rescue/r/plugins/focalboard.tar',
                expect.stringMatching(/^docker compose .* restart mattermost$/),
            ],
        },
    ]);
});

test('what was replaced and not kept is removed like what was added', () => {
    const lost = {...added, replaces: {version: '9.1.0', bundle: 'elsewhere' as const}};
    const [stays] = findStaysAfterRollback(makePlan({storedByServer: [lost]}).plan, started);
    expect(stays?.word).toBe('rollback.stays');
});

test.each([
    ['the FIPS image never ran', [added], {...started, changed: new Map()}],
    ['it stores nothing', undefined, started],
    ['the bundle is back', [replaced], {...started, restoredBundles: ['focalboard']}],
])('nothing stays where %s', (_name, storedByServer, state) => {
    expect(findStaysAfterRollback(makePlan(storedByServer ? {storedByServer} : {}).plan, state)).toEqual([]);
});
