import {FipsError} from '@fips-readiness/core';
import type {Compose, ComposeCaller, ComposeProject} from '../edit/compose.ts';
import {findCaller} from './find_caller.ts';

type Files = {
    readonly sources?: Readonly<Record<string, string>>;
    readonly environment?: Readonly<Record<string, string>>;
};

const fill = (text: string, {pwd, home}: ComposeCaller) => text.replace('${PWD}', pwd).replace('~', home);

/** A compose that knows `${PWD}` and `~`, and whose hash of the service is its two folders. */
function makeCompose({sources = {}, environment = {}}: Files, refused: readonly string[] = []) {
    const asked: ComposeCaller[] = [];
    const read = (project: ComposeProject): ComposeCaller => {
        const caller = project.caller ?? {pwd: '', home: ''};
        asked.push(caller);
        if (refused.some((folder) => caller.home.startsWith(folder))) {
            throw new FipsError('compose_refuses');
        }
        return caller;
    };
    const compose = {
        fetchConfig: async (project: ComposeProject) => {
            const caller = read(project);
            return {
                name: 'chat',
                services: {
                    chat: {
                        volumes: Object.entries(sources).map(([target, text]) => ({
                            target,
                            source: fill(text, caller),
                        })),
                        environment: Object.fromEntries(
                            Object.entries(environment).map(([name, text]) => [name, fill(text, caller)]),
                        ),
                    },
                },
            };
        },
        fetchHashes: async (project: ComposeProject) => {
            const {pwd, home} = read(project);
            return new Map([['chat', `${pwd} ${home}`]]);
        },
    } as unknown as Compose;
    return {compose, asked};
}

async function find(
    files: Files,
    actual: {readonly mounts?: Files['sources']; readonly environment?: Files['environment']; readonly hash?: string},
    {
        texts = ['- ${PWD}/c', '- ~/c'],
        refused = [],
    }: {readonly texts?: readonly string[]; readonly refused?: string[]} = {},
) {
    const {compose, asked} = makeCompose(files, refused);
    const caller = await findCaller({
        compose,
        project: {
            directory: '/nowhere/chat',
            name: 'chat',
            files: ['/nowhere/files/c.yml'],
            envFiles: [],
            profiles: [],
        },
        texts,
        service: 'chat',
        container: {
            environment: new Map(Object.entries(actual.environment ?? {})),
            labels: {'com.docker.compose.config-hash': actual.hash ?? ''},
            mounts: Object.entries(actual.mounts ?? {}).map(([target, source]) => ({
                type: 'bind',
                source,
                target,
                writable: true,
            })),
        },
        containers: new Map(),
    });
    return {caller, asked: asked.length};
}

const CONFIG = {'/mattermost/config': '${PWD}/c'};
const HOME = {'/mattermost/config': '~/c'};

test('files that name neither are asked nothing', async () => {
    expect(await find({}, {}, {texts: ['services: {}']})).toEqual({caller: undefined, asked: 0});
});

test('files that only mention them are asked once', async () => {
    expect(await find({sources: {'/x': '/x'}}, {})).toEqual({caller: undefined, asked: 1});
});

test.each([
    ['PWD by a mount', {sources: CONFIG}, {mounts: {'/mattermost/config': '/elsewhere/c'}}, '/elsewhere /root'],
    ['PWD by a variable', {environment: {X: 'file://${PWD}/x'}}, {environment: {X: 'file:///else/x'}}, '/else /root'],
    ['HOME by a mount', {sources: HOME}, {mounts: {'/mattermost/config': '/srv/maria/c'}}, '/nowhere/chat /srv/maria'],
    ['PWD, the project’s folder', {sources: CONFIG}, {}, '/nowhere/chat /root'],
    ['PWD, a file’s folder', {sources: CONFIG}, {}, '/nowhere/files /root'],
])('%s', async (_name, files, actual, hash) => {
    const [pwd, home] = hash.split(' ');
    expect((await find(files, {...actual, hash})).caller).toEqual({pwd, home});
});

test('where no reading gives the container’s hash, the likeliest is taken, and drift is drift', async () => {
    const mounts = {'/mattermost/config': '/elsewhere/other'};
    expect((await find({sources: CONFIG}, {mounts, hash: 'x'})).caller).toEqual({pwd: '/nowhere/chat', home: '/root'});
});

test('a home whose files compose does not find is passed over', async () => {
    const refused = ['/fips-agent-mark'];
    const hash = '/nowhere/chat /root';
    expect((await find({sources: HOME}, {hash}, {refused})).caller).toEqual({pwd: '/nowhere/chat', home: '/root'});
    expect((await find({sources: HOME}, {hash}, {refused: [...refused, '/root']})).caller).toBeUndefined();
});
