import {PassThrough} from 'node:stream';
import type {Readable} from 'node:stream';
import type {Container, Output} from './container.ts';
import type {EngineState} from './engine_state.ts';
import {printRawStream} from './raw_stream.ts';
import {EngineRefusal} from './refusal.ts';

/** What a container's program prints goes to those who are attached, and into its log unless it keeps none. */
export function writeOutput({events}: EngineState, container: Container, output: Output): void {
    if (output.text === '') {
        return;
    }
    if (container.logDriver !== 'none') {
        container.log.push(output);
    }
    events.emit(`output ${container.id}`, printOutput(output));
}

/** POST /containers/{id}/attach: frames from now on, until the container ends. */
export function attachTo({events}: EngineState, {id}: Container): Readable {
    const stream = new PassThrough();
    const write = (frame: Buffer) => stream.write(frame);
    const end = () => stream.end();
    events.on(`output ${id}`, write);
    events.once(`end ${id}`, end);
    stream.once('close', () => {
        events.off(`output ${id}`, write);
        events.off(`end ${id}`, end);
    });
    return stream;
}

/** GET /containers/{id}/logs: the last lines, or all of them. */
export function printLogs({log, logDriver}: Container, tail: string | null): Buffer {
    if (logDriver === 'none') {
        throw new EngineRefusal(501, 'configured logging driver does not support reading');
    }
    const wanted = tail !== null && /^\d+$/.test(tail) ? log.slice(-Number(tail) || log.length) : log;
    return Buffer.concat(wanted.map(printOutput));
}

function printOutput({stream, text}: Output): Buffer {
    return printRawStream({stdout: '', stderr: '', [stream]: text});
}
