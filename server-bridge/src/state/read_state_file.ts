import {readFile} from 'node:fs/promises';
import type * as z from 'zod/mini';
import {FipsError, parseJson} from '@fips-readiness/core';
import {readErrorCode} from '../foreign_error.ts';

/** A file of the agent's own, as its schema has it; undefined where there is none. Throws FipsError `state_damaged` for one that is not ours. */
export async function readStateFile<T>(path: string, schema: z.ZodMiniType<T>): Promise<T | undefined> {
    const text = await readStateText(path);
    if (text === undefined) {
        return undefined;
    }
    const read = schema.safeParse(parseJson(text));
    if (!read.success) {
        throw new FipsError('state_damaged', {file: path});
    }
    return read.data;
}

/** As readStateFile; one that is not there is damage, too: FipsError `state_damaged`. */
export async function requireStateFile<T>(path: string, schema: z.ZodMiniType<T>): Promise<T> {
    const file = await readStateFile(path, schema);
    if (file === undefined) {
        throw new FipsError('state_damaged', {file: path});
    }
    return file;
}

/** Undefined where there is no such file. One that is there and cannot be read is not the same: FipsError `state_damaged`. */
export function readStateText(path: string): Promise<string | undefined> {
    return readFile(path, 'utf8').catch((error: unknown) => {
        if (readErrorCode(error) === 'ENOENT') {
            return undefined;
        }
        throw new FipsError('state_damaged', {file: path});
    });
}
