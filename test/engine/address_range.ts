import {readFile} from 'node:fs/promises';

import {runCommand, runOrFail} from './command.ts';
import {isProcessAlive} from './process_alive.ts';

export type AddressRange = {
    /** Name of the bridge made for the engine's default network. */
    readonly bridge: string;
    /** How each address in the range begins, as `10.200.`. */
    readonly prefix: string;
    /** What the engine's own networks are cut from, as `--default-address-pool` wants it. */
    readonly pool: string;
    /** Removes the bridge and the rule; safe to call twice. */
    release(): Promise<void>;
};

const FIRST_OCTET = 10;
const FIRST_SECOND_OCTET = 200;
const RANGES = 50;
const ALIAS = 'fips-readiness';

function cidrOf(second: number): string {
    return `${FIRST_OCTET}.${second}.0.0/16`;
}

function bridgeOf(second: number): string {
    return `fipsrig${second}`;
}

function rule(verb: '-I' | '-D', cidr: string): readonly string[] {
    return ['-w', verb, 'FORWARD', '-s', cidr, '-d', cidr, '-j', 'ACCEPT', '-m', 'comment', '--comment', ALIAS];
}

/** Removes the rule, the claimed bridge and the bridges of networks an engine made in its range and did not live to remove. */
async function removeRange(bridge: string, second: number): Promise<void> {
    await runCommand('iptables', rule('-D', cidrOf(second)));
    const {stdout} = await runOrFail('ip', ['-4', '-o', 'addr', 'show', 'type', 'bridge']);
    const inRange = stdout.split('\n').filter((line) => line.includes(` inet ${FIRST_OCTET}.${second}.`));
    const names = inRange.flatMap((line) => line.split(/\s+/).slice(1, 2));
    for (const name of new Set([bridge, ...names])) {
        await runCommand('ip', ['link', 'delete', name, 'type', 'bridge']);
    }
}

/** A range is stale when the process that claimed it is gone: a run that was killed before it could clean up. */
async function isStale(bridge: string): Promise<boolean> {
    const alias = await readFile(`/sys/class/net/${bridge}/ifalias`, 'utf8').catch(() => '');
    const owner = /^fips-readiness pid=(\d+)$/.exec(alias.trim())?.[1];
    return owner !== undefined && !(await isProcessAlive(owner));
}

async function removeStaleRanges(): Promise<void> {
    for (let second = FIRST_SECOND_OCTET; second < FIRST_SECOND_OCTET + RANGES; second += 1) {
        if (await isStale(bridgeOf(second))) {
            await removeRange(bridgeOf(second), second);
        }
    }
}

/**
 * Claims 10.N.0.0/16, N from 200, and a bridge named after it. Making the bridge is the claim (the kernel refuses a name twice),
 * so engines started at the same moment never share a range. Ranges that this machine already routes are passed over.
 *
 * The engine runs with `--iptables=false`: at its start dockerd flushes the DOCKER chains, which another engine on this machine
 * needs. Published ports go through docker-proxy, and containers on one bridge reach each other without help, except where
 * another engine set FORWARD to DROP on a kernel with br_netfilter: hence the one rule.
 */
export async function claimAddressRange(): Promise<AddressRange> {
    await removeStaleRanges();
    const routes =
        (await runOrFail('ip', ['-4', '-o', 'addr', 'show'])).stdout + (await runOrFail('ip', ['-4', 'route'])).stdout;
    for (let index = 0; index < RANGES; index += 1) {
        const second = FIRST_SECOND_OCTET + index;
        const bridge = bridgeOf(second);
        const cidr = cidrOf(second);
        if (routes.includes(` ${FIRST_OCTET}.${second}.`)) {
            continue;
        }
        if ((await runCommand('ip', ['link', 'add', 'name', bridge, 'type', 'bridge'])).code !== 0) {
            continue;
        }
        try {
            await runOrFail('ip', ['link', 'set', bridge, 'alias', `${ALIAS} pid=${process.pid}`]);
            await runOrFail('ip', ['addr', 'add', `${FIRST_OCTET}.${second}.0.1/24`, 'dev', bridge]);
            await runOrFail('ip', ['link', 'set', bridge, 'up']);
            await runOrFail('iptables', rule('-I', cidr));
        } catch (error) {
            await removeRange(bridge, second);
            throw error;
        }
        const pool = `base=${FIRST_OCTET}.${second}.128.0/17,size=24`;
        return {bridge, prefix: `${FIRST_OCTET}.${second}.`, pool, release: () => removeRange(bridge, second)};
    }
    throw new Error(
        `No address range is free: ${RANGES} ranges from ${FIRST_OCTET}.${FIRST_SECOND_OCTET}.0.0/16 are in use or no bridge can be made. ` +
            'See what is left over: ip -d link show type bridge',
    );
}
