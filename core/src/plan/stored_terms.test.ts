import {makePlan} from '../../../test/samples/plan.ts';
import {findStoredTerms} from './stored_terms.ts';

test('what is added and what is replaced is said apart, with the version that is lost', () => {
    const boards = {id: 'focalboard', version: '9.2.0'};
    const jitsi = {id: 'jitsi', version: '', replaces: {version: '2.0.1', bundle: 'kept' as const}};
    const todo = {id: 'todo', version: '1.0.0', replaces: {version: '0.9.0', bundle: 'elsewhere' as const}};
    expect(findStoredTerms(makePlan({storedByServer: [todo, boards, jitsi]}).plan)).toEqual([
        {word: 'plan.stores', values: {names: 'focalboard 9.2.0'}},
        {word: 'plan.stores.kept', values: {names: 'jitsi 2.0.1'}},
        {word: 'plan.stores.elsewhere', values: {names: 'todo 0.9.0'}},
    ]);
    expect(findStoredTerms(makePlan().plan)).toEqual([]);
});
