import {VERIFY_LAYERS, WORDS} from '@fips-readiness/core';
import {readProductionFiles} from './production_text.ts';

const agent = (await readProductionFiles()).filter(({path}) => path.startsWith('server-bridge/'));

/** Every match of a call in the agent's files below these folders, as its captured codes. */
function callsOf(pattern: RegExp, ...folders: readonly string[]): readonly (readonly string[])[] {
    const found = agent
        .filter(({path}) => folders.some((folder) => path.startsWith(`server-bridge/src/${folder}`)))
        .flatMap(({text}) => [...text.matchAll(pattern)].map((match) => match.slice(1)));
    expect(found.length).toBeGreaterThan(3);
    return found;
}

const without = (ids: readonly (readonly string[])[]) =>
    ids.filter((choice) => choice.every((id) => WORDS[id] === undefined)).map(([id]) => id);

const STEP_FOLDERS = ['run/steps', 'drivers', 'rotation', 'rescue', 'project_files'];

test('every reason a step fails for has words', () => {
    const codes = callsOf(/\b(?:failed|stopped|refused)\(\s*'(\w+)'/g, ...STEP_FOLDERS);
    expect(
        without(codes.map(([code = '']) => [`step.reason.${code}`, `run.because.${code}`, `error.${code}.title`])),
    ).toEqual([]);
});

test('every outcome of a step has words', () => {
    expect(
        without(callsOf(/\bdone\(\s*'(\w+)'/g, ...STEP_FOLDERS).map(([code = '']) => [`step.outcome.${code}`])),
    ).toEqual([]);
});

test('every finding of a layer has words', () => {
    const codes = callsOf(/\blayer\(\s*'(\w+)',\s*'\w+',\s*'(\w+)'/g, 'verify', 'drivers');
    expect(without(codes.map(([layer = '', reason = '']) => [`verify.${layer}.${reason}`]))).toEqual([]);
});

test('everything a rollback waits for has words', () => {
    const codes = callsOf(/\bwaits\(\s*'(\w+)'|code: 'waits', reason: '(\w+)'/g, ...STEP_FOLDERS);
    expect(without(codes.map(([one, other]) => [`wait.${one ?? other ?? ''}`]))).toEqual([]);
});

test('every way a backup fails has words', () => {
    const codes = callsOf(/\brefuse\('(\w+)'\)|code: '(not_started|timed_out|interrupted)'/g, 'backup');
    expect(without(codes.map(([one, other]) => [`backup.problem.${one ?? other ?? ''}`]))).toEqual([]);
});

test('every layer that keeps the site up has words as a notice', () => {
    const kept = Object.entries(VERIFY_LAYERS).flatMap(([layer, leads]) => (leads === 'attention' ? [layer] : []));
    expect(without([...kept, 'functions'].map((code) => [`notice.${code}`]))).toEqual([]);
});
