/**
 * The last word of .ci/run: node build/end_run.mjs <outcomes> <step>...
 *
 * Prints the steps with their seconds, every test file of a second or more in the lanes that have few, the ten slowest of all, and the
 * line `N passed, N failed`. A step without an outcome died: a failure. Ends with 1 where anything failed.
 */
import {readFileSync} from 'node:fs';

const [path, ...names] = process.argv.slice(2);
const outcomes = readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
const steps = names.map(
    (name) =>
        outcomes.find((outcome) => outcome.name === name) ?? {name, seconds: NaN, passed: 0, failed: 1, files: []},
);

/** Files told apart by seconds; faster ones are only noise. */
const SHOWN_SECONDS = 1;
const SLOWEST = 10;

const bySeconds = (files) => files.toSorted((one, other) => other.seconds - one.seconds);
const print = (title, rows) => {
    if (rows.length > 0) {
        const lines = rows.map(({seconds, name}) => `${seconds.toFixed(1).padStart(8)}  ${name}`);
        process.stdout.write(`\n${title}\n${lines.join('\n')}\n`);
    }
};

for (const {name, files} of steps) {
    const shown = bySeconds(files).filter(({seconds}) => seconds >= SHOWN_SECONDS);
    print(
        `Seconds per test file of ${name} (${shown.length} of ${files.length}, the others took less than a second)`,
        shown,
    );
}
print('The ten slowest test files', bySeconds(steps.flatMap(({files}) => files)).slice(0, SLOWEST));
print('Seconds per step', steps);

const failing = steps.filter(({failed}) => failed > 0);
if (failing.length > 0) {
    const said = failing.map(({name, seconds}) => (Number.isNaN(seconds) ? `${name} (gave no outcome)` : name));
    process.stdout.write(`\nFailed steps: ${said.join(', ')}\n`);
}
const total = (key) => steps.reduce((sum, step) => sum + step[key], 0);
process.stdout.write(`\n${total('passed')} passed, ${total('failed')} failed\n`);
process.exitCode = total('failed') === 0 ? 0 : 1;
