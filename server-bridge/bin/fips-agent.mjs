#!/usr/bin/env -S node --disable-sigusr1 --report-exclude-env
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
    process.stderr.write(`fips-agent needs Node 24 or newer; this is ${process.version}.\n`);
    process.exit(78);
}
const {main} = await import('../src/main.ts');
process.exitCode = await main(process.argv.slice(2));
