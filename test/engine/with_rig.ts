/**
 * Starts one rig, runs a command with it, ends it: `node test/engine/with_rig.ts <command> [arguments…]`.
 * All test files of a lane then share one engine and one set of images, and DOCKER_HOST is that engine.
 * Ends with the command's own exit code.
 */
import {spawn} from 'node:child_process';

import {startOwnRig} from './rig.ts';
import {RIG_VARIABLE, printRigRecord} from './rig_record.ts';

const [program, ...args] = process.argv.slice(2);
if (program === undefined) {
    process.stderr.write('Usage: node test/engine/with_rig.ts <command> [arguments…]\n');
    process.exit(64);
}

const rig = await startOwnRig({name: 'lane'});
const child = spawn(program, args, {
    stdio: 'inherit',
    env: {...process.env, [RIG_VARIABLE]: printRigRecord(rig), DOCKER_HOST: rig.engine.dockerHost},
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => child.kill(signal));
}
process.exitCode = await new Promise<number>((resolve) => {
    child.once('error', (error) => {
        process.stderr.write(`${program} could not be started: ${error.message}\n`);
        resolve(127);
    });
    child.once('exit', (code) => resolve(code ?? 130));
});
await rig.stop();
