import type {Plan} from './plan.ts';

/** The operations of a JSON Patch, as a plan holds them. */
export type PatchOperations = Extract<Plan['change'], {readonly way: 'patch'}>['operations'];

/** The patch that reverts a patch: its tests hold what that one wrote, so that nothing is written over somebody else's change. */
export function invertPatch(operations: PatchOperations): PatchOperations {
    const writes = operations.filter(({op}) => op !== 'test');
    const findTested = (path: string) => operations.find((one) => one.op === 'test' && one.path === path)?.value;
    return [
        ...operations.filter(({op, path}) => op === 'test' && !writes.some((one) => one.path === path)),
        ...writes.map(({path, value = ''}) => ({op: 'test' as const, path, value})),
        ...writes.map(({path}): PatchOperations[number] => {
            const value = findTested(path);
            return value === undefined ? {op: 'remove', path} : {op: 'replace', path, value};
        }),
    ];
}
