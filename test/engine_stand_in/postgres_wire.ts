import type {Readable} from 'node:stream';

const TLS_REQUEST = 80_877_103;
const HEAD_BYTES = 8;
const OIDS = {text: 25, int4: 23, json: 114} as const;

/** A message of a client; the two without a letter are named. */
export type WireMessage = {readonly type: string; readonly body: Buffer};

/** Reads a client's messages (protocol 3.0): first those without a letter, then those with one. */
export async function* readMessages(stream: Readable): AsyncGenerator<WireMessage> {
    let rest: Buffer = Buffer.alloc(0);
    let isStarted = false;
    for await (const chunk of stream) {
        rest = Buffer.concat([rest, chunk as Buffer]);
        for (;;) {
            const at: number = isStarted ? 1 : 0;
            const length: number = rest.length >= at + 4 ? at + rest.readInt32BE(at) : Infinity;
            if (rest.length < length) {
                break;
            }
            const message: Buffer = rest.subarray(0, length);
            const body: Buffer = message.subarray(isStarted ? 5 : HEAD_BYTES);
            rest = rest.subarray(length);
            if (isStarted) {
                yield {type: String.fromCharCode(message[0] ?? 0), body};
            } else {
                isStarted = message.readInt32BE(4) !== TLS_REQUEST;
                yield {type: isStarted ? 'startup' : 'tls', body};
            }
        }
    }
}

/** A message of the server: a letter, its length, its body. */
export function printMessage(type: string, body: string | Buffer): Buffer {
    const bytes = Buffer.from(body as string);
    const head = Buffer.alloc(5);
    head.write(type);
    head.writeInt32BE(bytes.length + 4, 1);
    return Buffer.concat([head, bytes]);
}

/** Ready for the next query, in no transaction. */
export function printReady(): Buffer {
    return printMessage('Z', 'I');
}

export function printError(severity: 'ERROR' | 'FATAL', sqlState: string, message: string): Buffer {
    return printMessage('E', `S${severity}\0V${severity}\0C${sqlState}\0M${message}\0\0`);
}

/** Columns in text format, named by their place. */
export function printRowDescription(types: readonly (keyof typeof OIDS)[]): Buffer {
    const columns = types.map((type, index) => {
        const tail = Buffer.alloc(18);
        tail.writeInt32BE(OIDS[type], 6);
        tail.writeInt16BE(-1, 10);
        tail.writeInt32BE(-1, 12);
        return Buffer.concat([Buffer.from(`column${index}\0`), tail]);
    });
    return printMessage('T', Buffer.concat([printCount(types.length), ...columns]));
}

export function printRow(values: readonly string[]): Buffer {
    const cells = values.map((value) => {
        const length = Buffer.alloc(4);
        length.writeInt32BE(Buffer.byteLength(value));
        return Buffer.concat([length, Buffer.from(value)]);
    });
    return printMessage('D', Buffer.concat([printCount(values.length), ...cells]));
}

function printCount(count: number): Buffer {
    const bytes = Buffer.alloc(2);
    bytes.writeInt16BE(count);
    return bytes;
}
