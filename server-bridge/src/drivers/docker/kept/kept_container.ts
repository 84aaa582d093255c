import {join} from 'node:path';
import * as z from 'zod/mini';
import type {ContainerDetails} from '../engine/engine.ts';
import {writeDurably} from '../../../state/durable_file.ts';
import {requireStateFile} from '../../../state/read_state_file.ts';

const FILE = 'container-before.json';

const texts = z.array(z.string());

/** `ContainerDetails` as JSON has it; a kit of an earlier version has no settings. */
const KeptContainer = z.object({
    id: z.string(),
    name: z.string(),
    imageId: z.string(),
    imageReference: z.string(),
    labels: z.record(z.string(), z.string()),
    environment: z.array(z.tuple([z.string(), z.string()])),
    state: z.enum(['running', 'restarting', 'exited', 'created', 'paused', 'dead']),
    health: z.enum(['healthy', 'unhealthy', 'starting', 'none']),
    restartCount: z.number(),
    exitCode: z.nullable(z.number()),
    startedAt: z.string(),
    autoRemove: z.boolean(),
    restartPolicy: z.string(),
    readOnlyRoot: z.boolean(),
    user: z.string(),
    command: texts,
    networkMode: z.string(),
    published: texts,
    randomPorts: z._default(texts, []),
    nameLookup: z.object({extraHosts: texts, dns: texts, dnsSearch: texts, dnsOptions: texts, links: texts}),
    confinement: z.object({
        readOnlyRoot: z.boolean(),
        tmpfs: z.record(z.string(), z.string()),
        securityOptions: texts,
        addedCapabilities: texts,
        droppedCapabilities: texts,
        groups: texts,
        pidsLimit: z.number(),
        memoryBytes: z.number(),
    }),
    settings: z._default(z.record(z.string(), z.unknown()), {}),
    mounts: z.array(z.object({type: z.string(), source: z.string(), target: z.string(), writable: z.boolean()})),
    networks: z.array(z.object({name: z.string(), address: z.string(), fixedAddress: z.boolean(), aliases: texts})),
});

/** Keeps how the container ran before the run; holds secrets, mode 0600, never shown. */
export async function keepContainer(folder: string, container: ContainerDetails): Promise<void> {
    const text = JSON.stringify({...container, environment: [...container.environment]});
    await writeDurably(join(folder, FILE), text);
}

/** How the container ran before the run. The file is the agent's own: FipsError `state_damaged` where it is not readable. */
export async function readKeptContainer(folder: string): Promise<ContainerDetails> {
    const kept = await requireStateFile(join(folder, FILE), KeptContainer);
    return {...kept, environment: new Map(kept.environment)};
}
