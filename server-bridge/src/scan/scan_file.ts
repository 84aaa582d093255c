import {constants, open} from 'node:fs/promises';
import type {FileHandle} from 'node:fs/promises';
import {FipsError, readBuildInformation} from '@fips-readiness/core';
import type {BuildInformationAnswer, ByteRange} from '@fips-readiness/core';

/** Build information of one file; reads only the parts that hold it. Throws FipsError `scan_unreadable`. */
export async function scanFile(path: string): Promise<BuildInformationAnswer> {
    // O_NONBLOCK: opening a named pipe would wait for a writer.
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch(() => {
        throw new FipsError('scan_unreadable', {path});
    });
    try {
        const stat = await file.stat();
        if (!stat.isFile()) {
            throw new FipsError('scan_unreadable', {path});
        }
        const reading = readBuildInformation({sizeBytes: stat.size, access: 'random'});
        let step = reading.next();
        while (!step.done) {
            step = reading.next(await Promise.all(step.value.map((range) => readRange(file, range, path))));
        }
        return step.value;
    } finally {
        await file.close();
    }
}

async function readRange(file: FileHandle, {offset, length}: ByteRange, path: string): Promise<Uint8Array> {
    const buffer = Buffer.alloc(length);
    let done = 0;
    while (done < length) {
        const {bytesRead} = await file.read(buffer, done, length - done, offset + done).catch(() => {
            throw new FipsError('scan_unreadable', {path});
        });
        if (bytesRead === 0) {
            break;
        }
        done += bytesRead;
    }
    return buffer.subarray(0, done);
}
