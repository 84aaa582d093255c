import type {IncomingMessage, Server} from 'node:http';
import type {Duplex} from 'node:stream';

import type {RawData, WebSocket} from 'ws';
import {WebSocketServer} from 'ws';

import {printVersionId} from './config/client_config.ts';
import {setStatus, viewStatus} from './domain/status.ts';
import {findUserByToken} from './domain/sessions.ts';
import type {WorldEvent} from './event.ts';
import {makeEvent} from './event.ts';
import {readCredentials} from './handlers/call.ts';
import {makeIdentifier} from './identifier.ts';
import type {JsonObject} from './json_value.ts';
import {isJsonObject, textOf} from './json_value.ts';
import {isSystemAdmin} from './permissions.ts';
import type {User} from './state.ts';
import type {World} from './world_shape.ts';

interface Connection {
    readonly socket: WebSocket;
    user: User | undefined;
    sequence: number;
}

function isMeant(world: World, event: WorldEvent, user: User): boolean {
    if (event.isForAdmins && !isSystemAdmin(user)) {
        return false;
    }
    if (event.user_id !== '') {
        return event.user_id === user.id;
    }
    const groups = event.channel_id !== '' ? world.state.channel_members : world.state.team_members;
    const group = event.channel_id !== '' ? event.channel_id : event.team_id;
    return group === '' || groups.some((member) => member.group_id === group && member.user_id === user.id);
}

function printEvent(event: WorldEvent, sequence: number): string {
    const broadcast = {
        omit_users: null,
        user_id: event.user_id,
        channel_id: event.channel_id,
        team_id: event.team_id,
        connection_id: '',
        omit_connection_id: '',
        ...event.flags,
    };
    return JSON.stringify({event: event.event, data: event.data, broadcast, seq: sequence});
}

function send(connection: Connection, event: WorldEvent): void {
    connection.socket.send(printEvent(event, connection.sequence));
    connection.sequence++;
}

/** The first event of a connection: who answers, and in which version. */
function greet(world: World, connection: Connection, user: User): void {
    connection.user = user;
    const data = {
        connection_id: makeIdentifier(),
        server_hostname: world.hostname,
        server_version: printVersionId(world),
    };
    send(connection, makeEvent('hello', data, {user_id: user.id}));
    setStatus(world, user, 'online');
}

function answerAction(world: World, user: User, action: string, data: JsonObject): JsonObject | undefined {
    switch (action) {
        case 'ping':
            return {
                text: 'pong',
                version: world.version,
                server_time: world.now(),
                server_hostname: world.hostname,
                node_id: '',
            };
        case 'get_statuses':
            return Object.fromEntries(Object.entries(world.state.statuses).map(([id, {status}]) => [id, status]));
        case 'get_statuses_by_ids': {
            const ids = Array.isArray(data['user_ids']) ? data['user_ids'] : [];
            return Object.fromEntries(ids.map((id) => [String(id), viewStatus(world, String(id))['status'] ?? '']));
        }
        case 'user_typing':
        case 'user_update_active_status':
        case 'presence':
            setStatus(world, user, 'online');
            return {};
        default:
            return undefined;
    }
}

function receive(world: World, connection: Connection, raw: RawData): void {
    let frame: unknown;
    try {
        frame = JSON.parse(String(raw));
    } catch {
        connection.socket.terminate();
        return;
    }
    if (!isJsonObject(frame)) {
        connection.socket.terminate();
        return;
    }
    const reply = frame['seq'] ?? 0;
    const action = textOf(frame, 'action');
    const data = isJsonObject(frame['data']) ? frame['data'] : {};
    if (action === 'authentication_challenge') {
        const user = world.faults.isUnauthorized ? undefined : findUserByToken(world, textOf(data, 'token'));
        if (user === undefined) {
            // The product cuts the connection without a closing handshake (recorded: 1006).
            connection.socket.terminate();
            return;
        }
        if (connection.user === undefined) {
            greet(world, connection, user);
        }
        connection.socket.send(JSON.stringify({status: 'OK', seq_reply: reply}));
        return;
    }
    const answer = connection.user === undefined ? undefined : answerAction(world, connection.user, action, data);
    const body =
        answer === undefined
            ? {
                  status: 'FAIL',
                  error: {
                      id: 'api.web_socket_router.bad_action.app_error',
                      message: 'Unknown WebSocket action.',
                      detailed_error: '',
                      status_code: 500,
                  },
              }
            : {status: 'OK', data: answer};
    connection.socket.send(JSON.stringify({...body, seq_reply: reply}));
}

/** The websocket side of a stand-in. */
export interface WebSocketHub {
    /** Ends every connection, as a stopping server does. */
    dropAll(): void;
    close(): void;
}

/** Serves `<subpath>/api/v4/websocket` of a node:http server from the same world the REST handlers use. */
export function attachWebSocketHub(server: Server, world: () => World, subpath: string): WebSocketHub {
    const sockets = new WebSocketServer({noServer: true});
    const connections = new Set<Connection>();
    let unsubscribe: () => void = () => undefined;
    let subscribed: World | undefined;
    const follow = (): World => {
        const current = world();
        if (subscribed !== current) {
            unsubscribe();
            subscribed = current;
            unsubscribe = current.subscribe((event) => {
                for (const connection of connections) {
                    if (connection.user !== undefined && isMeant(current, event, connection.user)) {
                        send(connection, event);
                    }
                }
            });
        }
        return current;
    };
    const accept = (socket: WebSocket, request: IncomingMessage): void => {
        const current = follow();
        const connection: Connection = {socket, user: undefined, sequence: 0};
        connections.add(connection);
        socket.on('close', () => connections.delete(connection));
        socket.on('error', () => socket.terminate());
        socket.on('message', (raw: RawData) => receive(follow(), connection, raw));
        const headers = new Headers({
            cookie: request.headers.cookie ?? '',
            authorization: request.headers.authorization ?? '',
        });
        const secret = readCredentials(headers)?.secret ?? '';
        const user = current.faults.isUnauthorized ? undefined : findUserByToken(current, secret);
        if (user !== undefined) {
            greet(current, connection, user);
        }
    };
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
        const path = (request.url ?? '').split('?')[0];
        const {isDown, isWebSocketOff} = world().faults;
        if (isDown || isWebSocketOff || path !== `${subpath}/api/v4/websocket`) {
            socket.destroy();
            return;
        }
        sockets.handleUpgrade(request, socket, head, (opened) => accept(opened, request));
    });
    return {
        dropAll: () => connections.forEach(({socket}) => socket.terminate()),
        close: () => {
            unsubscribe();
            connections.forEach(({socket}) => socket.terminate());
            sockets.close();
        },
    };
}
