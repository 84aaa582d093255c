import * as z from 'zod/mini';

/** Holds the records of running rigs for the processes that share them. */
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

/** Prints what other processes need to use running rigs; only the fields of the record. */
export function printRigRecords(rigs: readonly RigRecord[]): string {
    return JSON.stringify(rigs.map((rig) => z.parse(rigRecord, rig)));
}

/** Reads printed records and returns the one of a jest worker, counted from 1. Throws where there are fewer rigs than workers. */
export function parseRigRecord(text: string, worker: number): RigRecord {
    const rigs = z.parse(z.array(rigRecord), JSON.parse(text));
    const rig = rigs[worker - 1];
    if (rig === undefined) {
        throw new Error(
            `Worker ${worker} has no rig, there are ${rigs.length}: two workers would spoil each other's tests. ` +
                'Give with_rig.ts as many with --rigs=N as jest has workers (--maxWorkers=N, or --runInBand).',
        );
    }
    return rig;
}
