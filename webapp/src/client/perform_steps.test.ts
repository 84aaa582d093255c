import {performSteps} from './perform_steps.ts';
import {ServerProblem} from './server_problem.ts';

const GONE = new ServerProblem('not_found');

/** Performs `make, remove, save` and says which steps were come to. */
async function perform(problems: Partial<Record<'make' | 'remove' | 'save', unknown>>) {
    const seen: string[] = [];
    const step = (name: 'make' | 'remove' | 'save') => () =>
        problems[name] === undefined ? Promise.resolve() : Promise.reject(problems[name] as Error);
    const failure = await performSteps({
        steps: ['make', 'remove', 'save'],
        work: {make: step('make'), remove: step('remove'), save: step('save')},
        onStep: (name) => seen.push(name),
        removals: ['remove'],
    });
    return {seen, failure};
}

it.each([
    ['all steps in order', {}, ['make', 'remove', 'save'], undefined],
    ['past a removal of what is gone', {remove: GONE}, ['make', 'remove', 'save'], undefined],
    ['not past another failed removal', {remove: 'no'}, ['make', 'remove'], {step: 'remove', problem: 'no'}],
    ['not past a step whose object is gone', {make: GONE}, ['make'], {step: 'make', problem: GONE}],
])('goes through %s', async (_, problems, seen, failure) => {
    expect(await perform(problems)).toEqual({seen, failure});
});
