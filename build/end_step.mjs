/**
 * Judges one step of .ci/run: node build/end_step.mjs <name> <floor> <exit code> <seconds> <results> <outcomes>
 *
 * A step with a floor is a lane: its tests are added up from the results file (build/count_reporter.mjs), and fewer than the floor,
 * a skipped test, or an end without a failed test are failures too. Any other step (floor 0) counts as one test.
 * Appends the outcome to the outcomes file. Runs on the machine's own Node: the packages may not be there.
 */
import {appendFileSync, readFileSync} from 'node:fs';

const [name, floorText, exitText, secondsText, results, outcomes] = process.argv.slice(2);
const [floor, exitCode, seconds] = [floorText, exitText, secondsText].map(Number);
const files = readFileSync(results, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
const sum = (key) => files.reduce((total, file) => total + file[key], 0);

const problems = [];
const say = (count, text) => {
    problems.push(count);
    process.stdout.write(`${name}: ${text}\n`);
};

if (floor === 0) {
    if (exitCode !== 0) {
        say(1, `ended with exit ${exitCode}`);
    }
} else {
    const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')];
    if (failed > 0) {
        say(failed, `${failed} tests failed`);
    } else if (exitCode !== 0) {
        say(1, `ended with exit ${exitCode} although none of its tests failed`);
    }
    if (skipped > 0) {
        say(skipped, `${skipped} tests were skipped, and nothing may be skipped here`);
    }
    if (passed < floor) {
        say(1, `only ${passed} tests passed, at least ${floor} were expected`);
    }
}
const outcome = {
    name,
    seconds,
    passed: floor === 0 ? Number(exitCode === 0) : sum('passed'),
    failed: problems.reduce((total, count) => total + count, 0),
    files: files.map((file) => ({name: `${file.file} (${file.project})`, seconds: file.seconds})),
};
appendFileSync(outcomes, `${JSON.stringify(outcome)}\n`);
