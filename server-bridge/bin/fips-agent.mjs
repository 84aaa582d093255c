#!/usr/bin/env -S node --disable-sigusr1 --report-exclude-env
import {existsSync} from 'node:fs';

const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
    process.stderr.write(`fips-agent needs Node 24 or newer; this is ${process.version}.\n`);
    process.exit(78);
}
// Shipped, the bundle lies beside this file; in a checkout Node runs the sources as they are.
const bundle = new URL('./main.mjs', import.meta.url);
const {main} = await import(existsSync(bundle) ? bundle : new URL('../src/main.ts', import.meta.url));
process.exitCode = await main(process.argv.slice(2));
