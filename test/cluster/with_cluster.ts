/**
 * Starts a cluster, runs a command with it, ends it: `node test/cluster/with_cluster.ts <command> [arguments…]`.
 * All test files then share one cluster, each in a namespace of its own. Ends with the command's own exit code.
 */
import {runBeside} from '../engine/run_beside.ts';
import {startOwnCluster} from './cluster.ts';
import {CLUSTER_VARIABLE} from './cluster_record.ts';

const [program, ...args] = process.argv.slice(2);
if (program === undefined) {
    process.stderr.write('Usage: node test/cluster/with_cluster.ts <command> [arguments…]\n');
    process.exit(64);
}

const cluster = await startOwnCluster();
try {
    process.exitCode = await runBeside(program, args, {[CLUSTER_VARIABLE]: cluster.folder});
} finally {
    await cluster.stop();
}
