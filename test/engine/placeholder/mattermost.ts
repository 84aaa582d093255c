import {createServer} from 'node:http';
import {rm} from 'node:fs/promises';
const SOCKET = '/var/tmp/mattermost_local.socket';
const version = process.env['STAND_IN_VERSION'] ?? 'unknown';
const make = () =>
    createServer((_, response) => {
        response.setHeader('Content-Type', 'application/json');
        response.setHeader('X-Version-Id', `${version}.${version}.0.false`);
        response.end(JSON.stringify({status: 'OK', version}));
    });
await rm(SOCKET, {force: true});
const servers = [make().listen(8065), make().listen(SOCKET)];
process.on('SIGTERM', () => servers.forEach((server) => server.close(() => process.exit(0))));
