import {Writable} from 'node:stream';
import type {V1Status} from '@kubernetes/client-node';
import type {Exec, ExecResult} from '../../../port/driver.ts';
import type {Login} from './kubeconfig.ts';
import {CONTAINER} from '../resources.ts';

/** More than any program of the server prints that is asked here. */
const LARGEST_OUTPUT_BYTES = 64 * 1024 * 1024;

/** Runs commands in the server's container of a pod. Kubernetes runs them as the container's own user, and as no other. */
export function makeExec(
    {config}: Pick<Login, 'config'>,
    {
        namespace,
        name,
        container = CONTAINER,
    }: {readonly namespace: string; readonly name: string; readonly container?: string},
    limitMs: number,
): Exec {
    return async (argv, options = {}) => {
        if (options.user !== undefined) {
            throw new Error('a command in a pod runs as the container’s own user');
        }
        const {Exec: PodExec} = await import('@kubernetes/client-node');
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
            new PodExec(config)
                .exec(namespace, name, container, [...argv], out.stream, err.stream, null, false, finish)
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
