import {createReadStream} from 'node:fs';
import {Readable, Writable} from 'node:stream';
import {collectOutput} from '../engine/collected_output.ts';
import type {DatabasePlace} from './database_place.ts';

/** The table of contents stands at the front and is far smaller than this. */
const CONTENTS_BYTES = 16 * 1024 * 1024;
/** What is left of the input is read too: a command that ends before its input cuts its own output off. */
const LIST = ['sh', '-c', 'pg_restore --list && cat >/dev/null'];
/** A list reads the front alone; a restore to nowhere reads every block, and fails where one is missing. */
const READ_ALL = ['pg_restore', '--file', '/dev/null'];

/**
 * Streams a dump back into pg_restore in the database's container: its contents are listed and all of it is read. Answers
 * the number of tables with data, or undefined where it is not a whole dump of at least one.
 */
export async function verifyDump(
    place: Pick<DatabasePlace, 'engine' | 'containerId'>,
    file: string,
    {stop: signal, moved}: {readonly stop: AbortSignal; readonly moved: () => void},
): Promise<number | undefined> {
    const run = async (argv: readonly string[], stdout: Writable, end?: number) => {
        const stdin = Readable.from(readChunks(file, end, moved));
        const {exitCode} = await place.engine.execStream(place.containerId, argv, {stdin, stdout, signal});
        return exitCode === 0;
    };
    const list = collectOutput(CONTENTS_BYTES);
    const listed = await run(LIST, list.sink, CONTENTS_BYTES - 1);
    const entries = list.text().match(/^\d+; \d+ \d+ TABLE DATA /gm)?.length ?? 0;
    return listed && entries > 0 && (await run(READ_ALL, makeVoid())) ? entries : undefined;
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
