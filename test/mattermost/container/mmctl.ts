/** /mattermost/bin/mmctl of the stand-in image: hands its command line to the server over the local-mode socket. */
import {existsSync, readFileSync, statSync} from 'node:fs';

import {callLocalSocket} from './call_local_socket.ts';

const argv = process.argv.slice(2);
const path = process.env['MMCTL_LOCAL_SOCKET_PATH'] ?? '/var/tmp/mattermost_local.socket';

/** A file, or the pipe that /dev/stdin is. */
function isReadable(path: string): boolean {
    const found = statSync(path);
    return found.isFile() || found.isFIFO();
}

/** Words that name a file here: mmctl reads files itself, the server never sees this file system. */
const files = Object.fromEntries(
    argv
        .filter((word) => existsSync(word) && isReadable(word))
        .map((word) => [word, readFileSync(word).toString('base64')]),
);

const result = await callLocalSocket(path, {argv, files});
process.stdout.write(result.stdout);
process.stderr.write(result.stderr);
process.exitCode = result.exitCode;
