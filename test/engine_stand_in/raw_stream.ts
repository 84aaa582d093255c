import type {ProgramResult} from './program.ts';

const STDOUT = 1;
const STDERR = 2;

/** Output without a terminal, as attach and exec send it: frames of stream number, three zero bytes, length, bytes. */
export function printRawStream({stdout, stderr}: Pick<ProgramResult, 'stdout' | 'stderr'>): Buffer {
    return Buffer.concat([...makeFrame(STDOUT, stdout), ...makeFrame(STDERR, stderr)]);
}

function makeFrame(stream: number, text: string): readonly Buffer[] {
    if (text === '') {
        return [];
    }
    const bytes = Buffer.from(text);
    const header = Buffer.alloc(8);
    header.writeUInt8(stream, 0);
    header.writeUInt32BE(bytes.length, 4);
    return [header, bytes];
}
