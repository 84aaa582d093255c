import {WebSocket} from 'ws';

import {convertToBot} from './domain/bots.ts';
import {addChannelMember, createChannel} from './domain/channels.ts';
import {createPost, deletePost, addReaction, updatePost} from './domain/posts.ts';
import {createToken} from './domain/sessions.ts';
import {setStatus} from './domain/status.ts';
import {addTeamMember, createTeam} from './domain/teams.ts';
import {createUser, findUserByName} from './domain/users.ts';
import type {JsonObject, JsonValue} from './json_value.ts';
import {isJsonObject, textOf} from './json_value.ts';
import {runMattermost, runMmctl} from './mmctl.ts';
import type {Exchange} from './replay/recorded.ts';
import {keepRecorded, readCommandRecording, readRecording, tellSource} from './replay/recorded.ts';
import {makeRecordedWorld} from './replay/recorded_world.ts';
import {shapeOf} from './replay/shape.ts';
import type {Mattermost} from './server.ts';
import {startMattermost} from './server.ts';
import {makeWorld} from './world.ts';

beforeAll(tellSource);

const EXCHANGES: Exchange[] = JSON.parse(readRecording('http-11.6.0-fips.json'));

/** Ids of the recording that a world makes anew. */
function findRecordedIds(): Record<'admin' | 'bot' | 'team' | 'channel', string> {
    const paths = (name: string): string => EXCHANGES.find((one) => one.name === name)?.request.path ?? '';
    return {
        admin: paths('admin_user').split('/')[2] ?? '',
        bot: paths('bot_user').split('/')[2] ?? '',
        channel: paths('channel_posts').split('/')[2] ?? '',
        team: paths('search_posts').split('/')[2] ?? '',
    };
}

describe('HTTP, exchange by exchange in the recorded order', () => {
    let now = Date.parse('2026-11-23T06:50:16Z');
    const recorded = makeRecordedWorld(() => ++now);
    const ids = new Map<string, string>();
    let server: Mattermost;

    beforeAll(async () => {
        server = await startMattermost({world: recorded.world});
        const recordedIds = findRecordedIds();
        for (const name of ['admin', 'bot', 'team', 'channel'] as const) {
            ids.set(recordedIds[name], recorded[name].id);
        }
        recorded.world.log('info', 'Server is listening');
    });
    afterAll(() => server.close());

    /** Recorded ids in a request become this world's; `since` becomes the time of the first post made here. */
    function translate(text: string): string {
        const first = recorded.world.state.posts.find(
            ({message}) => message === 'changed' || message.startsWith('Readable'),
        );
        const known = [...ids].reduce(
            (result, [from, to]) => (from === '' ? result : result.replaceAll(from, to)),
            text,
        );
        return known.replace(/since=\d+/, `since=${(first?.create_at ?? 1) - 1}`);
    }

    function authorization(who: Exchange['as']): Record<string, string> {
        if (who === 'anonymous') {
            return {};
        }
        return {Authorization: `Bearer ${who === 'none' ? 'a-wrong-token' : recorded.secrets[who]}`};
    }

    test.each(EXCHANGES.map((exchange) => [exchange.name, exchange.as, exchange] as const))(
        '%s as %s',
        async (_name, _as, exchange) => {
            const {method, path, body} = exchange.request;
            const response = await fetch(`${server.url}/api/v4${translate(path)}`, {
                method,
                headers: authorization(exchange.as),
                ...(body === null ? {} : {body: translate(JSON.stringify(body))}),
            });
            const answer: JsonValue = await response.json();
            expect(response.status).toBe(exchange.status);
            expect(shapeOf(answer)).toEqual(shapeOf(exchange.response));
            for (const header of Object.keys(exchange.headers)) {
                expect(response.headers.has(header)).toBe(true);
            }
            expect(response.headers.get('content-type')).toBe(exchange.headers['Content-Type']);
            if (isJsonObject(answer) && isJsonObject(exchange.response)) {
                ids.set(textOf(exchange.response, 'id'), textOf(answer, 'id'));
                if (exchange.status >= 400) {
                    expect(answer['id']).toBe(exchange.response['id']);
                    expect(answer['message']).toBe(exchange.response['message']);
                }
            }
        },
    );
});

/** A websocket frame with its stringified inner JSON (post, reaction, thread) opened. */
function openFrame(frame: JsonObject): JsonObject {
    const data = frame['data'];
    if (!isJsonObject(data)) {
        return frame;
    }
    const opened = Object.entries(data).map(([name, value]): [string, JsonValue] => [
        name,
        typeof value === 'string' && value.startsWith('{') ? JSON.parse(value) : value,
    ]);
    return {...frame, data: Object.fromEntries(opened)};
}

async function waitUntil(condition: () => boolean): Promise<void> {
    while (!condition()) {
        await new Promise((resolve) => setImmediate(resolve));
    }
}

test('websocket: the same frames in the same order for the same acts', async () => {
    const {world, admin, bot, channel, secrets} = makeRecordedWorld();
    const lines: JsonObject[] = readRecording('websocket-11.6.0.jsonl')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
    const wanted = lines.filter((line) => line['closed'] === undefined && line['second_connection'] === undefined);
    setStatus(world, bot, 'online');
    const server = await startMattermost({world});
    const seen: JsonObject[] = [];
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/api/v4/websocket`);
    socket.on('message', (raw: Buffer) => seen.push(JSON.parse(raw.toString('utf8'))));
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send(JSON.stringify({action: 'authentication_challenge', seq: 1, data: {token: secrets.bot}}));
    await waitUntil(() => seen.length === 2);

    const post = createPost(world, admin, channel, {message: 'ws', type: 'custom_fips_request', props: {a: 1}});
    updatePost(world, post, {props: {a: 2}});
    updatePost(world, post, {message: 'edited'});
    createPost(world, bot, channel, {message: 'reply', type: 'custom_fips_reply', root_id: post.id});
    addReaction(world, post, admin, '+1');
    deletePost(world, post, admin.id);
    await waitUntil(() => seen.length >= wanted.length);

    expect(seen.map(({event, seq, seq_reply}) => ({event, seq, seq_reply}))).toEqual(
        wanted.map(({event, seq, seq_reply}) => ({event, seq, seq_reply})),
    );
    expect(seen.map((frame) => shapeOf(openFrame(frame)))).toEqual(wanted.map((frame) => shapeOf(openFrame(frame))));

    const refused = new WebSocket(`${server.url.replace('http', 'ws')}/api/v4/websocket`);
    await new Promise((resolve) => refused.once('open', resolve));
    refused.send(JSON.stringify({action: 'authentication_challenge', seq: 1, data: {token: 'wrong'}}));
    const code = await new Promise((resolve) => refused.once('close', resolve));
    expect(code).toBe(1006);
    socket.terminate();
    await server.close();
});

/** The server of the local-mode recordings: the official project, prepared as `init` would. */
function makeLocalWorld() {
    const world = makeWorld({
        version: '11.6.0',
        variant: 'fips',
        prepackaged: [],
        environment: {MM_SERVICESETTINGS_ENABLELOCALMODE: 'true'},
        config: {PluginSettings: {EnableUploads: true}},
    });
    world.state.teams = [];
    world.state.channels = [];
    const admin = findUserByName(world, 'admin');
    const agent = createUser(world, {username: 'fips-agent', password: 'stand-in-password'});
    const team = createTeam(world, {name: 'fipsops', display_name: 'FIPS readiness', type: 'I'}, undefined);
    const channel = createChannel(
        world,
        {team_id: team.id, type: 'P', name: 'fips-readiness', display_name: 'FIPS'},
        undefined,
    );
    convertToBot(world, agent);
    addTeamMember(world, team, agent, undefined);
    addChannelMember(world, channel, agent, undefined);
    createToken(world, agent, 'fips agent');
    world.state.jobs.push({
        id: 'zdktyobfo3nkfmp538motq6mnr',
        type: 'migrations',
        priority: 0,
        create_at: 1,
        start_at: 2,
        last_activity_at: 3,
        status: 'success',
        progress: 0,
        data: {last_done: '{}', migration_key: 'migration_advanced_permissions_phase_2'},
    });
    if (admin !== undefined) {
        Object.assign(admin, {email: 'a@example.com'});
    }
    return world;
}

const JSON_COMMANDS = [
    'channel-list.txt',
    'config-show.txt',
    'job-list.txt',
    'plugin-list.txt',
    'plugin-marketplace.txt',
    'system-status.txt',
    'system-version.txt',
    'team-list.txt',
    'token-list.txt',
];

/** Only the JSON of a recorded output, whose count line stands before or after it. */
function readJson(output: string): JsonValue {
    return JSON.parse(output.replace(/^There are \d+ \S+ on local instance$/m, ''));
}

test.each(keepRecorded(JSON_COMMANDS))('local mode: %s has the recorded form', (name) => {
    const recorded = readCommandRecording(name);
    const result = runMmctl(makeLocalWorld(), recorded.argv);
    expect(result.exitCode).toBe(recorded.exitCode);
    expect(shapeOf(JSON.parse(result.stdout))).toEqual(shapeOf(readJson(recorded.output)));
    const counted = /^There are \d+ (\S+) on local instance$/m.exec(recorded.output)?.[1];
    expect(/^There are \d+ (\S+) on local instance$/m.exec(result.stderr)?.[1]).toBe(counted);
});

test.each(keepRecorded(['user-list.txt', 'bot-list.txt']))('local mode: %s has the recorded members', (name) => {
    const recorded = readCommandRecording(name);
    const result = runMmctl(makeLocalWorld(), recorded.argv);
    const wanted = readJson(recorded.output);
    const list: JsonValue = JSON.parse(result.stdout);
    const findAgent = (value: JsonValue): JsonValue =>
        Array.isArray(value)
            ? (value.find((one) => isJsonObject(one) && one['username'] === 'fips-agent') ?? null)
            : null;
    expect(shapeOf(findAgent(list))).toEqual(shapeOf(findAgent(wanted)));
    expect(result.exitCode).toBe(0);
});

test.each(['bot-create.txt', 'unknown.txt', 'user-convert.txt'])('local mode: %s fails as recorded', (name) => {
    const recorded = readCommandRecording(name);
    const result = runMmctl(makeLocalWorld(), recorded.argv);
    expect(result.exitCode).toBe(recorded.exitCode);
    expect(`${result.stderr}${result.stdout}`.trim()).toBe(recorded.output.trim());
});

test('local mode: a group without its command prints help and ends well', () => {
    const recorded = readCommandRecording('system-info.txt');
    const result = runMmctl(makeLocalWorld(), recorded.argv);
    expect(result.exitCode).toBe(recorded.exitCode);
    expect(result.stdout).toContain('System management commands');
    expect(result.stdout).toContain('Available Commands:');
});

test('mattermost version prints the recorded lines', () => {
    const recorded = readCommandRecording('version.txt');
    const names = (output: string): string[] =>
        output
            .trim()
            .split('\n')
            .map((line) => line.split(':')[0] ?? '');
    const result = runMattermost(makeLocalWorld(), recorded.argv);
    expect(names(result.stdout)).toEqual(names(recorded.output));
    expect(result.stdout).toContain('Version: 11.6.0\nBuild Number: 11.6.0\n');
});
