/**
 * Starts rigs, runs a command with them, ends them: `node test/engine/with_rig.ts [--rigs=N] <command> [arguments…]`.
 * All test files of a jest worker then share one engine and one set of images; DOCKER_HOST is the first engine.
 * Ends with the command's own exit code.
 */
import {startOwnRig} from './rig.ts';
import type {Rig} from './rig.ts';
import {RIG_VARIABLE, printRigRecords} from './rig_record.ts';
import {runBeside} from './run_beside.ts';

const [first = '', ...rest] = process.argv.slice(2);
const chosen = /^--rigs=([1-9])$/.exec(first)?.[1];
const [program, ...args] = chosen === undefined ? [first, ...rest] : rest;
if (program === undefined || program === '') {
    process.stderr.write('Usage: node test/engine/with_rig.ts [--rigs=1…9] <command> [arguments…]\n');
    process.exit(64);
}

const rigs: Rig[] = [];
const stop = () => Promise.all(rigs.map((rig) => rig.stop()));
try {
    // One after the other: the first one makes the images where the cache has none.
    for (let count = 0; count < Number(chosen ?? '1'); count += 1) {
        rigs.push(await startOwnRig({name: `lane ${count + 1}`}));
    }
    process.exitCode = await runBeside(program, args, {
        [RIG_VARIABLE]: printRigRecords(rigs),
        DOCKER_HOST: rigs[0]?.engine.dockerHost,
    });
} finally {
    await stop();
}
