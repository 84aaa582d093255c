/**
 * Stands where the Mattermost stand-in (test/mattermost/container) belongs until it is there: answers the ping, and over the
 * local socket the version. Nothing else.
 */
import {rm} from 'node:fs/promises';
import {createServer} from 'node:http';
import type {Server} from 'node:http';

const SOCKET = '/var/tmp/mattermost_local.socket';
const version = process.env['STAND_IN_VERSION'] ?? '';
const versionId = `${version}.${version}.0.false`;

function makeServer(): Server {
    return createServer((_, response) => {
        response.setHeader('Content-Type', 'application/json');
        response.setHeader('X-Version-Id', versionId);
        response.end(JSON.stringify({status: 'OK'}));
    });
}

await rm(SOCKET, {force: true});
const servers = [makeServer().listen(8065), makeServer().listen(SOCKET)];
process.on('SIGTERM', () => {
    for (const server of servers) {
        server.close();
        server.closeAllConnections();
    }
});
