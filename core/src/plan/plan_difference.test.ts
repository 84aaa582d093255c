import {makePlan} from '../../../test/samples/plan.ts';
import {parsePlan, printPlan} from './plan.ts';
import {findPlanDifferences} from './plan_difference.ts';

const {plan, text} = makePlan();

test('a plan without the parts that only some deployments have is read and compared as before', () => {
    expect(parsePlan(text)).toEqual(plan);
    expect(findPlanDifferences(plan, plan)).toEqual([]);
});

test.each([
    ['profiles', {deployment: {...plan.deployment, profiles: ['chat']}}, 'deployment'],
    ['a caller', {deployment: {...plan.deployment, caller: {pwd: '/srv', home: '/root'}}}, 'deployment'],
    ['ports the engine chooses', {randomPorts: ['8065/tcp 32768']}, 'randomPorts'],
])('%s are read back, and are a part of the plan', (_name, more, part) => {
    const changed = {...plan, ...more};
    expect(parsePlan(printPlan(changed))).toEqual(changed);
    expect(findPlanDifferences(plan, changed)).toEqual([part]);
});
