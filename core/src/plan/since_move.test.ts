import {compareWithPlan} from './since_move.ts';

const ran = {id: 'p', version: '1.0.0', active: true, outcome: 'becomes_fips'} as const;

test.each([
    ['ran and runs', ran, {active: true}, 'as_before'],
    ['did not run', {...ran, active: false}, undefined, 'as_before'],
    ['ran and is switched off', ran, {active: false}, 'stopped'],
    ['ran and is not installed', ran, undefined, 'missing'],
    ['ran, and the plan said that it would vanish', {...ran, outcome: 'vanishes'}, undefined, 'foretold'],
    ['the plan said would vanish, still listed', {...ran, outcome: 'vanishes'}, {active: false}, 'foretold'],
    ['was not there', undefined, {active: true}, 'new'],
    ['is known to nobody', undefined, undefined, null],
] as const)('a plugin that %s', (_name, before, now, since) => {
    expect(compareWithPlan(before, now)).toBe(since);
});
