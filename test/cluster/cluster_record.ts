import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import * as z from 'zod/mini';
import {CLUSTER_USERS} from './users.ts';

/** Names the folder of a running cluster for the processes that share it. */
export const CLUSTER_VARIABLE = 'FIPS_READINESS_CLUSTER';

const FILE = 'cluster.json';

const clusterRecord = z.object({
    url: z.string(),
    certificate: z.string(),
    tokens: z.record(z.enum(CLUSTER_USERS), z.string()),
    registry: z.object({host: z.string(), url: z.string(), storageFolder: z.string()}),
    folder: z.string(),
});

/** What is needed to use a running cluster. Holds its tokens. */
export type ClusterRecord = z.infer<typeof clusterRecord>;

/** Writes the record into the cluster's folder, for this user alone. */
export async function writeClusterRecord(record: ClusterRecord): Promise<void> {
    await writeFile(join(record.folder, FILE), JSON.stringify(z.parse(clusterRecord, record)), {mode: 0o600});
}

/** Throws where the folder has no record. */
export async function readClusterRecord(folder: string): Promise<ClusterRecord> {
    return z.parse(clusterRecord, JSON.parse(await readFile(join(folder, FILE), 'utf8')));
}
