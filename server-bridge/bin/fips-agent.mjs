#!/usr/bin/env node
import {existsSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

/**
 * Rule 18: no debugger by a signal, no environment in a report. An older Node knows neither, and could not say so in words. A small
 * young generation and small code keep the memory of what was read and is not needed any more from piling up.
 */
const OPTIONS = ['--disable-sigusr1', '--report-exclude-env', '--max-semi-space-size=1', '--optimize-for-size'];
/** One arena of glibc's allocator for all threads: what each of many frees in its own stays with the process. */
const ARENAS = {MALLOC_ARENA_MAX: '1'};

const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
    process.stderr.write(`fips-agent needs Node 24 or newer; this is ${process.version}.\n`);
    process.exit(78);
}
const isExecutable = process.getBuiltinModule('node:sea').isSea();
// The executable has its options and its program inside.
const missing = isExecutable ? [] : OPTIONS.filter((flag) => !process.execArgv.includes(flag));
// A core dump would hold the token. Only a shell can forbid it, so the agent is started again below one, in this very process.
const isPrepared = missing.length === 0 && process.env.MALLOC_ARENA_MAX !== undefined && !mayDumpCore();
if (process.execve && existsSync('/bin/sh') && !isPrepared) {
    const program = isExecutable ? [] : [...missing, ...process.execArgv, fileURLToPath(import.meta.url)];
    const self = [process.execPath, ...program, ...process.argv.slice(2)];
    process.execve('/bin/sh', ['sh', '-c', 'ulimit -c 0; exec "$@"', 'sh', ...self], {...ARENAS, ...process.env});
}
// Shipped, the bundle lies beside this file; in a checkout Node runs the sources as they are.
const bundle = new URL('./main.mjs', import.meta.url);
const {main} = await import(isExecutable || existsSync(bundle) ? bundle : new URL('../src/main.ts', import.meta.url));
process.exitCode = await main(process.argv.slice(2));

function mayDumpCore() {
    try {
        return !/^Max core file size\s+0\s/m.test(readFileSync('/proc/self/limits', 'utf8'));
    } catch {
        return false;
    }
}
