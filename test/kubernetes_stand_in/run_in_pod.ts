import type {WebSocket} from 'ws';
import type {Call} from './call.ts';
import type {ClusterState} from './cluster_state.ts';

/** Channels of `v5.channel.k8s.io`: the first byte of each message. */
const STDIN = 0;
const STDOUT = 1;
const STDERR = 2;
const STATUS = 3;
/** The channel that comes after it is closed. */
const CLOSE = 255;

/** Runs a program of the pod's image and says on the socket what it printed and how it ended. */
export function runInPod(state: ClusterState, {query}: Call, client: WebSocket): void {
    const [program = '', ...argv] = query.getAll('command');
    const send = (channel: number, text: string): void => {
        if (text !== '') {
            client.send(Buffer.concat([Buffer.from([channel]), Buffer.from(text)]));
        }
    };
    const finish = (input?: Buffer): void => {
        const readFile = (path: string) => (path === '/dev/stdin' ? input : undefined);
        const result = state.programs[program]?.({argv, user: '', environment: [], readFile});
        send(STDOUT, result?.stdout ?? '');
        send(STDERR, result?.stderr ?? '');
        send(STATUS, JSON.stringify(describeEnd(result?.exitCode, program)));
        client.close();
    };
    if (query.get('stdin') !== 'true') {
        finish();
        return;
    }
    const parts: Buffer[] = [];
    client.on('message', (message: Buffer) => {
        if (message[0] === STDIN) {
            parts.push(message.subarray(1));
        } else if (message[0] === CLOSE && message[1] === STDIN) {
            finish(Buffer.concat(parts));
        }
    });
}

function describeEnd(exitCode: number | undefined, program: string): object {
    const failure = {metadata: {}, status: 'Failure'};
    switch (exitCode) {
        case 0:
            return {metadata: {}, status: 'Success'};
        case undefined:
            return {
                ...failure,
                message: `Internal error occurred: exec: "${program}": no such file or directory`,
                reason: 'InternalError',
                code: 500,
            };
        default:
            return {
                ...failure,
                message: `command terminated with non-zero exit code: exit status ${String(exitCode)}`,
                reason: 'NonZeroExitCode',
                details: {causes: [{reason: 'ExitCode', message: String(exitCode)}]},
            };
    }
}
