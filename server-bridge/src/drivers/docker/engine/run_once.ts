import type {Duplex} from 'node:stream';
import {setTimeout as delay} from 'node:timers/promises';
import type Docker from 'dockerode';
import {readErrorStatus} from '../../../foreign_error.ts';
import {isNotStarted} from '../../../program_end.ts';
import {collectOutput} from '../../../collected_output.ts';
import type {OneOff, OneOffResult} from './one_off.ts';

const OUTPUT_LIMIT_BYTES = 1024 * 1024;
/** The stream may end a moment after the program. */
const DRAIN_MS = 1_000;

/**
 * Makes the container, starts it, waits for its end and removes it with its anonymous volumes, whatever happens between.
 * `docker` must have no time limit of its own: a quiet program would be taken for a dead connection.
 */
export async function runOnce(docker: Docker, oneOff: OneOff): Promise<OneOffResult> {
    const container = await docker.createContainer(describe(oneOff));
    try {
        for (const network of oneOff.networks.slice(1)) {
            await docker.getNetwork(network).connect({Container: container.id});
        }
        return await follow(docker, container, oneOff);
    } finally {
        await remove(container);
    }
}

/** Removes a container, running or not, with its anonymous volumes unless they are kept. Somebody already did: that is as good. */
export async function remove(
    container: Docker.Container,
    {keepVolumes = false}: {readonly keepVolumes?: boolean} = {},
): Promise<void> {
    try {
        await container.remove({force: true, v: !keepVolumes});
    } catch (error) {
        // 409: a removal is under way.
        if (![404, 409].includes(readErrorStatus(error, 'statusCode') ?? 0)) {
            throw error;
        }
    }
}

async function follow(docker: Docker, container: Docker.Container, oneOff: OneOff): Promise<OneOffResult> {
    const stream = await container.attach({stream: true, stdout: true, stderr: true, hijack: true});
    const stdout = collectOutput(OUTPUT_LIMIT_BYTES);
    const stderr = collectOutput(OUTPUT_LIMIT_BYTES);
    docker.modem.demuxStream(stream, stdout.sink, stderr.sink);
    const drained = new Promise<void>((resolve) => {
        stream.on('end', resolve);
        stream.on('close', resolve);
        stream.on('error', () => resolve());
    });
    try {
        const end = await startAndWait(container, oneOff);
        if (end === 'exited') {
            await Promise.race([drained, delay(DRAIN_MS, undefined, {ref: false})]);
        }
        const {State: state} = await container.inspect();
        return {
            exitCode: end === 'exited' ? state.ExitCode : -1,
            stdout: stdout.text(),
            stderr: stderr.text(),
            timedOut: end === 'timed_out',
        };
    } finally {
        // The engine keeps the connection to a container that never started open, and this process with it.
        (stream as Duplex).destroy();
    }
}

/** The engine refuses to start a program that is not there or cannot run, and keeps 126 or 127 as its exit code. */
async function startAndWait(
    container: Docker.Container,
    {timeoutMs, signal}: OneOff,
): Promise<'exited' | 'timed_out' | 'aborted'> {
    const limit = AbortSignal.timeout(timeoutMs);
    const stop = signal === undefined ? limit : AbortSignal.any([limit, signal]);
    try {
        signal?.throwIfAborted();
        await container.start();
        await container.wait({condition: 'not-running', abortSignal: stop});
        return 'exited';
    } catch (error) {
        if (stop.aborted) {
            return limit.aborted ? 'timed_out' : 'aborted';
        }
        const {State: state} = await container.inspect();
        if (state.Status === 'created' && isNotStarted(state.ExitCode)) {
            return 'exited';
        }
        throw error;
    }
}

function describe(oneOff: OneOff): Docker.ContainerCreateOptions {
    const {confinement, nameLookup} = oneOff;
    const [program = '', ...args] = oneOff.argv;
    return {
        name: oneOff.name,
        Image: oneOff.imageId,
        Entrypoint: [program],
        Cmd: args,
        Env: [...oneOff.environment].map(([name, value]) => `${name}=${value}`),
        User: oneOff.user,
        Healthcheck: {Test: ['NONE']},
        HostConfig: {
            NetworkMode: oneOff.networks[0] ?? 'none',
            RestartPolicy: {Name: 'no'},
            // The output is read while it runs: nothing of it is left on the host's disk.
            LogConfig: {Type: 'none', Config: {}},
            Mounts: oneOff.mounts.map(({type, source, target}) => ({
                Type: type === 'volume' ? 'volume' : 'bind',
                Source: source,
                Target: target,
                ReadOnly: true,
                ...(type === 'volume' && {VolumeOptions: {NoCopy: true, Labels: {}, DriverConfig: EMPTY_DRIVER}}),
            })),
            ExtraHosts: [...nameLookup.extraHosts],
            Dns: [...nameLookup.dns],
            DnsSearch: [...nameLookup.dnsSearch],
            DnsOptions: [...nameLookup.dnsOptions],
            Links: [...nameLookup.links],
            ReadonlyRootfs: confinement.readOnlyRoot,
            Tmpfs: {...confinement.tmpfs},
            SecurityOpt: [...confinement.securityOptions],
            CapAdd: [...confinement.addedCapabilities],
            CapDrop: [...confinement.droppedCapabilities],
            GroupAdd: [...confinement.groups],
            PidsLimit: confinement.pidsLimit,
            Memory: confinement.memoryBytes,
        },
    };
}

const EMPTY_DRIVER = {Name: '', Options: {}};
