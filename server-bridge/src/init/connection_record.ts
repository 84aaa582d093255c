import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import * as z from 'zod/mini';
import {parseJson} from '@fips-readiness/core';
import {writeDurably} from '../state/durable_file.ts';
import {readStateFile} from '../state/read_state_file.ts';

const named = z.object({id: z.string(), name: z.string()});

/** What init has made so far, written after each step: a second run goes on from here, uninstall takes just this out. */
const ConnectionRecord = z.object({
    format: z.literal(1),
    bot: z.optional(named),
    team: z.optional(named),
    channel: z.optional(named),
    tokenId: z.optional(z.string()),
    pluginInstalled: z._default(z.boolean(), false),
    pageTold: z._default(z.boolean(), false),
    files: z._default(z.array(z.string()), []),
});
type ConnectionRecord = z.infer<typeof ConnectionRecord>;

const EMPTY: ConnectionRecord = {format: 1, pluginInstalled: false, pageTold: false, files: []};

/** The record on disk, with a change written before the next step begins. */
export type ConnectionStore = {
    readonly read: () => ConnectionRecord;
    readonly update: (change: Partial<ConnectionRecord>) => Promise<void>;
    readonly remove: () => Promise<void>;
};

/** Reads a record; undefined for what is not one of ours. */
export function parseConnectionRecord(text: string): ConnectionRecord | undefined {
    return ConnectionRecord.safeParse(parseJson(text)).data;
}

/** Prints a record, always in the same order of its fields. */
export function printConnectionRecord(record: ConnectionRecord): string {
    return JSON.stringify(ConnectionRecord.parse(record));
}

/** Opens the record below the state folder. Throws FipsError `state_damaged` for a file that is not ours. */
export async function openConnectionStore(stateDirectory: string): Promise<ConnectionStore> {
    const path = join(stateDirectory, 'connection.json');
    let record = (await readStateFile(path, ConnectionRecord)) ?? EMPTY;
    return {
        read: () => record,
        update: async (change) => {
            record = {...record, ...change};
            await writeDurably(path, `${JSON.stringify(record, null, 2)}\n`);
        },
        remove: async () => {
            record = EMPTY;
            await rm(path, {force: true});
        },
    };
}
