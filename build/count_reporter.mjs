import {appendFileSync} from 'node:fs';
import {relative} from 'node:path';

/** Appends one line per test file to the file that RESULTS names, as it ends: .ci/run adds them up and names the slowest. */
export default class CountReporter {
    onTestResult({context}, result) {
        const {rootDir, displayName} = context.config;
        append({
            file: relative(rootDir, result.testFilePath),
            project: displayName.name,
            seconds: result.perfStats.runtime / 1000,
            passed: result.numPassingTests,
            // A file that cannot be read or dies on its way has no test to fail.
            failed: result.numFailingTests + (result.testExecError ? 1 : 0),
            skipped: result.numPendingTests + result.numTodoTests,
        });
    }
}

function append(line) {
    appendFileSync(process.env.RESULTS, `${JSON.stringify(line)}\n`);
}
