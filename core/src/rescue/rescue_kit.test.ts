import {makePlan} from '../../../test/samples/plan.ts';
import {makeRescueCommands} from './rescue_kit.ts';
import type {DockerTarget} from './rescue_kit.ts';

const {plan} = makePlan();
const target = plan.target as Extract<DockerTarget, {readonly kind: 'compose'}>;

const composeLine = (differences: Partial<typeof target>): string | undefined =>
    makeRescueCommands({
        folder: '/rescue',
        runId: 'r',
        plan,
        target: {...target, ...differences},
        state: {
            steps: new Map([['recreate', 'done']]),
            back: new Map(),
            changed: new Map([['recreate', 1]]),
            waitsFor: undefined,
            end: undefined,
            kitFolder: '/rescue',
            restoredBundles: [],
        },
        files: [],
        password: null,
        bundles: [],
        keptContainer: 'kept',
        nextContainer: 'next',
        lock: 'lock',
        restartPolicy: 'no',
    }).at(-2);

test('compose is told project, folder and files', () => {
    expect(composeLine({})).toBe(
        'docker compose --project-directory /opt/mattermost-docker --project-name mattermost-docker' +
            ' --file /opt/mattermost-docker/docker-compose.yml up --detach --pull never mattermost',
    );
});

test('whoever types it, its folders are those the container was started with, and its profiles are on', () => {
    const line = composeLine({profiles: ['chat', 'two words'], caller: {pwd: '/srv/a b', home: '/home/maria'}});
    expect(line).toMatch(/^PWD='\/srv\/a b' HOME=\/home\/maria docker compose --project-directory /);
    expect(line).toMatch(/ --profile chat --profile 'two words' up --detach --pull never mattermost$/);
});

test('the password comes first, from a database that is started; a file somebody changed is kept before it is written over', () => {
    const commands = makeRescueCommands({
        folder: '/rescue',
        runId: 'r',
        plan,
        target,
        state: {
            steps: new Map(),
            back: new Map(),
            changed: new Map([
                ['rotate', 1],
                ['edit', 1],
            ]),
            waitsFor: undefined,
            end: undefined,
            kitFolder: '/rescue',
            restoredBundles: [],
        },
        files: [{path: '/p/.env', copy: 'files/1-.env', made: 'files/1-.env.made', found: 'files/1-.env.found'}],
        password: {copy: 'password.sql', container: 'db', role: 'mmuser', database: 'mattermost'},
        bundles: [],
        keptContainer: 'kept',
        nextContainer: 'next',
        lock: 'lock',
        restartPolicy: 'no',
    });
    expect(commands[0]).toBe('docker start db');
    expect(commands[1]).toMatch(/^\(n=0; until docker exec -i db psql .* < \/rescue\/password.sql; do /);
    expect(commands.slice(2)).toEqual([
        'test ! -e /p/.env || cmp -s /p/.env /rescue/files/1-.env || cmp -s /p/.env /rescue/files/1-.env.made || cp -p /p/.env /rescue/files/1-.env.found',
        'cat /rescue/files/1-.env > /p/.env',
        'docker rm --force lock || true',
    ]);
});

describe('stored bundles come back before the old server reads them', () => {
    const kit = {
        folder: '/rescue',
        runId: 'r',
        state: {
            steps: new Map([['recreate', 'done']] as const),
            back: new Map(),
            changed: new Map([['recreate', 1]] as const),
            waitsFor: undefined,
            end: undefined,
            kitFolder: '/rescue',
            restoredBundles: [],
        },
        files: [],
        bundles: ['focalboard', 'jitsi'],
        password: null,
        keptContainer: 'kept',
        nextContainer: 'next',
        lock: 'lock',
        restartPolicy: 'no',
    };

    test('with compose, into the FIPS container, which is stopped for it', () => {
        const lines = makeRescueCommands({...kit, plan, target});
        expect(lines.at(-3)).toBe(
            `test "$(docker container inspect --format '{{.Image}}' mattermost-docker-mattermost-1)" = ${plan.from.id} || ` +
                '{ docker stop mattermost-docker-mattermost-1; docker cp - mattermost-docker-mattermost-1:/mattermost/data/plugins < /rescue/plugins/focalboard.tar; ' +
                'docker cp - mattermost-docker-mattermost-1:/mattermost/data/plugins < /rescue/plugins/jitsi.tar; } || true',
        );
        expect(lines.at(-2)).toMatch(/^docker compose .* up /);
    });

    test('of a plain container, into the old one before its start', () => {
        const lines = makeRescueCommands({...kit, plan, target: {...target, kind: 'docker'}});
        expect(lines.slice(-5, -1)).toEqual([
            'docker rename kept mattermost-docker-mattermost-1',
            'docker cp - mattermost-docker-mattermost-1:/mattermost/data/plugins < /rescue/plugins/focalboard.tar || true',
            'docker cp - mattermost-docker-mattermost-1:/mattermost/data/plugins < /rescue/plugins/jitsi.tar || true',
            'docker start mattermost-docker-mattermost-1',
        ]);
    });
});
