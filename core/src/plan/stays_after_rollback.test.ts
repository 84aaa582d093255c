import {makePlan} from '../../../test/samples/plan.ts';
import {findStaysAfterRollback} from './stays_after_rollback.ts';

const storedByServer = [{id: 'focalboard', version: '9.2.2+fips'}];
const started = {changed: new Map([['recreate', 1]] as const)};

test('what the FIPS server has stored stays after a rollback, with the commands that undo it', () => {
    const {names, commands} = findStaysAfterRollback(makePlan({storedByServer}).plan, started) ?? {};
    expect(names).toEqual(['focalboard 9.2.2+fips']);
    expect(commands).toEqual([
        expect.stringContaining('plugin delete focalboard'),
        expect.stringContaining('config set PluginSettings.PluginStates.focalboard.Enable true'),
        expect.stringMatching(/^docker compose .* restart mattermost$/),
    ]);
});

test('nothing stays where the FIPS image never ran, or stores nothing', () => {
    expect(findStaysAfterRollback(makePlan({storedByServer}).plan, {changed: new Map()})).toBeUndefined();
    expect(findStaysAfterRollback(makePlan().plan, started)).toBeUndefined();
});
