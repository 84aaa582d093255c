import {Readable, Writable} from 'node:stream';
import type {V1Status} from '@kubernetes/client-node';
import type {Exec, ExecResult} from '../../../port/driver.ts';
import type {Login} from './kubeconfig.ts';
import {CONTAINER} from '../resources.ts';

/** More than any program of the server prints that is asked here. */
const LARGEST_OUTPUT_BYTES = 64 * 1024 * 1024;

/** As kubectl sends it. */
const INPUT_CHUNK_BYTES = 32 * 1024;

/** Runs a command that may read what it is given from its standard input. */
export type PodExec = (
    argv: Parameters<Exec>[0],
    options?: Parameters<Exec>[1] & {readonly input?: Buffer},
) => Promise<ExecResult>;

/**
 * Runs commands in the server's container of a pod. Kubernetes runs them as the container's own user, and as no other. The end of an
 * input can be said since Kubernetes 1.30; an older one ends the command instead.
 */
export function makeExec(
    {config}: Pick<Login, 'config'>,
    {
        namespace,
        name,
        container = CONTAINER,
    }: {readonly namespace: string; readonly name: string; readonly container?: string},
    limitMs: number,
): PodExec {
    return async (argv, options = {}) => {
        if (options.user !== undefined) {
            throw new Error('a command in a pod runs as the container’s own user');
        }
        const {Exec: Client} = await import('@kubernetes/client-node');
        return new Promise<ExecResult>((resolve, reject) => {
            let socket: {readonly close: () => void} | undefined;
            const end = (settle: () => void): void => {
                clearTimeout(timer);
                settle();
                socket?.close();
            };
            const fail = (problem: string): void => {
                end(() => {
                    reject(new Error(problem));
                });
            };
            const timer = setTimeout(() => {
                fail('the command did not end in time');
            }, limitMs);
            const sink = () =>
                makeSink(() => {
                    fail('the command printed too much');
                });
            const [out, err] = [sink(), sink()];
            const finish = (status: V1Status): void => {
                end(() => {
                    resolve({exitCode: readExitCode(status), stdout: out.text(), stderr: err.text()});
                });
            };
            const input = options.input === undefined ? null : Readable.from(listChunks(options.input));
            new Client(config)
                .exec(namespace, name, container, [...argv], out.stream, err.stream, input, false, finish)
                .then(
                    (opened) => {
                        socket = opened;
                        opened.onclose = () => {
                            fail('the connection ended before the command did');
                        };
                    },
                    () => {
                        fail('the command could not be started');
                    },
                );
        });
    };
}

function* listChunks(input: Buffer): Generator<Buffer> {
    for (let start = 0; start < input.length; start += INPUT_CHUNK_BYTES) {
        yield input.subarray(start, start + INPUT_CHUNK_BYTES);
    }
}

/** Source: `V1Status` of the stream's last message, as kubectl reads it. */
function readExitCode({status, details}: V1Status): number {
    if (status === 'Success') {
        return 0;
    }
    const code = Number(details?.causes?.find(({reason}) => reason === 'ExitCode')?.message);
    // As a shell says that there is no such program.
    return Number.isInteger(code) && code > 0 ? code : 127;
}

function makeSink(onTooMuch: () => void): {readonly stream: Writable; readonly text: () => string} {
    const parts: Buffer[] = [];
    let bytes = 0;
    return {
        stream: new Writable({
            write: (part: Buffer, _encoding, next) => {
                bytes += part.length;
                if (bytes > LARGEST_OUTPUT_BYTES) {
                    onTooMuch();
                } else {
                    parts.push(part);
                }
                next();
            },
        }),
        text: () => Buffer.concat(parts).toString('utf8'),
    };
}
