import {makePlan} from '../../../test/samples/plan.ts';
import {parsePlan} from './parse_plan.ts';
import {printPlan} from './plan.ts';
import {findPlanDifferences} from './plan_difference.ts';

const {plan, text} = makePlan();
const target = plan.target.kind === 'compose' ? plan.target : undefined;
if (!target || plan.change.way !== 'files') {
    throw new Error('the sample is a Compose project');
}
const {change} = plan;

test('a plan without the parts that only some deployments have is read and compared as before', () => {
    expect(parsePlan(text)).toEqual(plan);
    expect(findPlanDifferences(plan, plan)).toEqual([]);
});

test.each([
    ['profiles', {target: {...target, profiles: ['chat']}}, 'deployment'],
    ['a caller', {target: {...target, caller: {pwd: '/srv', home: '/root'}}}, 'deployment'],
    ['ports the engine chooses', {change: {...change, randomPorts: ['8065/tcp 32768']}}, 'randomPorts'],
])('%s are read back, and are a part of the plan', (_name, more, part) => {
    const changed = {...plan, ...more};
    expect(parsePlan(printPlan(changed))).toEqual(changed);
    expect(findPlanDifferences(plan, changed)).toEqual([part]);
});
