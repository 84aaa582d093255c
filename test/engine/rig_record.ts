import * as z from 'zod/mini';

/** Holds the record of a running rig for the processes that share it. */
export const RIG_VARIABLE = 'FIPS_READINESS_RIG';

const rigRecord = z.object({
    engine: z.object({
        name: z.string(),
        dockerHost: z.string(),
        socketPath: z.string(),
        dataRoot: z.string(),
        logPath: z.string(),
        pid: z.number(),
        bridge: z.string(),
        addressPrefix: z.string(),
        composeBinary: z.string(),
    }),
    registry: z.object({host: z.string(), url: z.string(), storageFolder: z.string()}),
});

export type RigRecord = z.infer<typeof rigRecord>;

/** Prints what another process needs to use a running rig; only the fields of the record. */
export function printRigRecord(rig: RigRecord): string {
    return JSON.stringify(z.parse(rigRecord, rig));
}

/** Reads a printed record; throws on anything else. */
export function parseRigRecord(text: string): RigRecord {
    return z.parse(rigRecord, JSON.parse(text));
}
