import {execFile} from 'node:child_process';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

const scriptPath = (name: string) => fileURLToPath(new URL(`../../build/${name}`, import.meta.url));

let folder = '';
beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ci-'));
});
afterEach(() => rm(folder, {recursive: true, force: true}));

function runScript(name: string, args: readonly string[]): Promise<{readonly code: number; readonly stdout: string}> {
    return new Promise((resolve) => {
        execFile(process.execPath, [scriptPath(name), ...args], {env: {}}, (error, stdout) =>
            resolve({code: Number(error?.code ?? 0), stdout}),
        );
    });
}

type Counts = {readonly passed?: number; readonly failed?: number; readonly skipped?: number};

/** Ends a step that took nine seconds; answers what was said and its outcome. */
async function endStep(floor: number, exitCode: number, files: readonly Counts[]) {
    const [results, outcomes] = [join(folder, 'results'), join(folder, 'outcomes')];
    const lines = files.map((counts, index) => ({
        file: `test/${index}.test.ts`,
        project: 'test',
        seconds: index + 0.5,
        ...{passed: 0, failed: 0, skipped: 0},
        ...counts,
    }));
    await writeFile(results, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    await rm(outcomes, {force: true});
    const {stdout} = await runScript('end_step.mjs', ['lane', `${floor}`, `${exitCode}`, '9', results, outcomes]);
    const {passed, failed} = JSON.parse(await readFile(outcomes, 'utf8')) as Counts;
    return {stdout, passed, failed};
}

test.each<[string, number, number, readonly Counts[], Counts, string]>([
    ['a step without a floor that ends well', 0, 0, [], {passed: 1, failed: 0}, ''],
    ['a step without a floor that fails', 0, 2, [], {passed: 0, failed: 1}, 'ended with exit 2'],
    ['a lane that ends well', 5, 0, [{passed: 3}, {passed: 4}], {passed: 7, failed: 0}, ''],
    ['failed tests', 5, 1, [{passed: 5, failed: 2}], {passed: 5, failed: 2}, '2 tests failed'],
    ['a skipped test', 5, 0, [{passed: 5, skipped: 1}], {passed: 5, failed: 1}, '1 tests were skipped'],
    ['fewer tests than the floor', 5, 0, [{passed: 4}], {passed: 4, failed: 1}, 'only 4 tests passed, at least 5'],
    ['a lane that dies', 5, 137, [{passed: 5}], {passed: 5, failed: 1}, 'exit 137 although none of its tests failed'],
])('%s', async (_name, floor, exitCode, files, counts, said) => {
    const {stdout, ...outcome} = await endStep(floor, exitCode, files);
    expect(outcome).toEqual(counts);
    expect(stdout === '').toBe(said === '');
    expect(stdout).toContain(said);
});

test('the run ends with the slowest files, the steps, and one line; a step that gave no outcome has failed', async () => {
    await endStep(5, 0, [{passed: 3}, {passed: 4}]);
    const well = await runScript('end_run.mjs', [join(folder, 'outcomes'), 'lane']);
    expect(well).toEqual({
        code: 0,
        stdout: [
            '\nSeconds per test file of lane (1 of 2, the others took less than a second)',
            '     1.5  test/1.test.ts (test)',
            '\nThe ten slowest test files',
            '     1.5  test/1.test.ts (test)',
            '     0.5  test/0.test.ts (test)',
            '\nSeconds per step',
            '     9.0  lane',
            '\n7 passed, 0 failed\n',
        ].join('\n'),
    });
    const dead = await runScript('end_run.mjs', [join(folder, 'outcomes'), 'lane', 'other']);
    expect(dead.code).toBe(1);
    expect(dead.stdout).toMatch(/\nFailed steps: other \(gave no outcome\)\n\n7 passed, 1 failed\n$/);
});
