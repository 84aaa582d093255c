import {createReadStream} from 'node:fs';
import {Readable, Writable} from 'node:stream';
import {collectOutput} from '../../collected_output.ts';
import type {DumpTools} from './dump_tools.ts';

/** The table of contents stands at the front and is far smaller than this. */
const CONTENTS_BYTES = 16 * 1024 * 1024;
const TABLE = /^\d+; \d+ \d+ TABLE DATA /gm;

/**
 * Streams a dump back into pg_restore: its contents are listed and all of it is read. Answers the number of tables with data, or
 * undefined where it is not a whole dump of at least one.
 */
export async function verifyDump(
    tools: Pick<DumpTools, 'list' | 'readAll'>,
    file: string,
    {stop: signal, moved}: {readonly stop: AbortSignal; readonly moved: () => void},
): Promise<number | undefined> {
    const open = (end?: number) => Readable.from(readChunks(file, end, moved));
    const list = collectOutput(CONTENTS_BYTES);
    const listed = await tools.list({stdin: open(CONTENTS_BYTES - 1), stdout: list.sink, signal});
    const entries = list.text().match(TABLE)?.length ?? 0;
    if (listed.exitCode !== 0 || entries === 0) {
        return undefined;
    }
    const read = await tools.readAll({stdin: open(), stdout: makeVoid(), signal});
    return read.exitCode === 0 ? entries : undefined;
}

/** A listener for `data` would set the file flowing before anybody takes it in. */
async function* readChunks(file: string, end: number | undefined, moved: () => void): AsyncGenerator<Buffer> {
    for await (const chunk of createReadStream(file, end === undefined ? {} : {end})) {
        moved();
        yield chunk as Buffer;
    }
}

function makeVoid(): Writable {
    return new Writable({write: (_chunk, _encoding, done) => done()});
}
