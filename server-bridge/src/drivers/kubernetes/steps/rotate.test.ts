import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {FipsError} from '@fips-readiness/core';
import {makeSitePlan} from '../../../../../test/samples/plan.ts';
import type {LogIn} from '../../../rotation/role_session.ts';
import {Settings} from '../../../settings/settings.ts';
import type {Ask} from '../api/ask.ts';
import {writeStagedPassword} from '../password/staged_password.ts';
import type {KubernetesRun} from '../run/kubernetes_run.ts';
import {makeRestorePassword, makeRotate} from './rotate.ts';

const NEVER = new AbortController().signal;
const encode = (text: string) => Buffer.from(text).toString('base64');
const makeUrl = (password: string) => `postgres://mmuser:${password}@db.example:5432/mattermost?sslmode=disable`;
const OLD = {url: encode(makeUrl('hunter2')), password: encode('hunter2')};
const NEXT = {url: encode(makeUrl('n'.repeat(32))), password: encode('n'.repeat(32))};

describe('a rotation whose password is in a Secret', () => {
    let folder: string;
    let role: PlayedRole;
    let data: Record<string, string> | undefined;
    /** What happens to the next calls, by verb. */
    let fails: Partial<Record<Ask['verb'], (ask: Ask) => FipsError | undefined>>;
    let patches: number;
    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), 'kubernetes-rotate-'));
        role = {passwords: ['hunter2', 'n'.repeat(32)], current: 'hunter2', isAway: false};
        data = {...OLD};
        fails = {};
        patches = 0;
        await writeStagedPassword(folder, {
            format: 1,
            password: {old: 'hunter2', next: 'n'.repeat(32)},
            dataSource: makeUrl('hunter2'),
            secret: 'db',
            values: (['url', 'password'] as const).map((key) => ({key, old: OLD[key], next: NEXT[key]})),
            service: null,
        });
    });
    afterEach(() => rm(folder, {recursive: true, force: true}));

    const call = (ask: Ask, body?: object): Promise<unknown> => {
        const failure = fails[ask.verb]?.(ask);
        if (failure) {
            return Promise.reject(failure);
        }
        if (ask.verb === 'get') {
            return Promise.resolve(data && {metadata: {name: 'db'}, data: {...data}});
        }
        const operations = body as readonly {op: string; path: string; value: string}[];
        const isHeld = operations.every(({op, path, value}) => op !== 'test' || data?.[path.slice(6)] === value);
        if (!isHeld) {
            return Promise.reject(new FipsError('cluster_refused', {status: 422}));
        }
        if (ask.query?.['dryRun'] === undefined) {
            patches += 1;
            for (const {op, path, value} of operations) {
                if (op === 'replace' && data) {
                    data[path.slice(6)] = value;
                }
            }
        }
        return Promise.resolve({});
    };
    const makeRun = () =>
        ({
            cluster: {context: 'production', call, login: {isInside: true}},
            target: {kind: 'kubernetes', name: 'mm', namespace: 'chat', host: 'production', identity: 'c', uid: 'uid'},
            plan: makeSitePlan({}),
            settings: Settings.parse({}),
            folder,
        }) as unknown as KubernetesRun;
    const rotate = () => makeRotate(makeRun(), makeLogInTo(role))(NEVER, () => undefined);
    const restore = () => makeRestorePassword(makeRun(), makeLogInTo(role))(NEVER, () => undefined);
    const now = () => [role.current.length > 14 ? 'next' : 'old', data];

    test('PostgreSQL and every key have the new one, once; a rollback restores both, once', async () => {
        expect(await rotate()).toMatchObject({code: 'done', outcome: 'rotated'});
        expect(now()).toEqual(['next', NEXT]);
        expect(await rotate()).toMatchObject({code: 'done', outcome: 'rotated'});
        expect(patches).toBe(1);
        expect(await restore()).toMatchObject({code: 'done', outcome: 'restored'});
        expect(await restore()).toMatchObject({code: 'done', outcome: 'restored'});
        expect(now()).toEqual(['old', OLD]);
        expect(patches).toBe(2);
    });

    test('cut off between the two, either way is finished', async () => {
        role.current = 'n'.repeat(32);
        expect(await rotate()).toMatchObject({code: 'done'});
        expect(now()).toEqual(['next', NEXT]);
        data = {...OLD};
        expect(await restore()).toMatchObject({code: 'done', outcome: 'restored'});
        expect(now()).toEqual(['old', OLD]);
    });

    test.each<[string, () => void, string]>([
        [
            'this user may not patch it',
            () => void (fails.patch = () => new FipsError('cluster_forbidden')),
            'secret_forbidden',
        ],
        ['it is gone', () => void (data = undefined), 'secret_gone'],
        ['somebody changed a key', () => void (data = {...OLD, url: encode('theirs')}), 'secret_changed'],
        [
            'the API does not answer',
            () => void (fails.get = () => new FipsError('cluster_unreachable')),
            'cluster_away',
        ],
    ])('%s: PostgreSQL is not touched, and nothing is rolled back', async (_name, happens, reason) => {
        happens();
        const before = data && {...data};
        expect(await rotate()).toMatchObject({code: 'failed', reason, consequence: 'stop'});
        expect(now()).toEqual(['old', before]);
    });

    test('refused between the trial and the patch: PostgreSQL has the old one again', async () => {
        fails.patch = ({query}) =>
            query?.['dryRun'] === undefined ? new FipsError('cluster_refused', {status: 422}) : undefined;
        expect(await rotate()).toMatchObject({code: 'failed', reason: 'secret_changed', consequence: 'stop'});
        expect(now()).toEqual(['old', OLD]);
    });

    test('an API that goes away under the patch leaves it to the rollback, which waits for it', async () => {
        fails.patch = ({query}) => (query?.['dryRun'] === undefined ? new FipsError('cluster_unreachable') : undefined);
        expect(await rotate()).toMatchObject({code: 'failed', reason: 'cluster_away', consequence: 'roll_back'});
        fails.get = () => new FipsError('cluster_unreachable');
        expect(await restore()).toMatchObject({code: 'waits', reason: 'cluster_unreachable'});
        fails = {};
        expect(await restore()).toMatchObject({code: 'done', outcome: 'restored'});
        expect(now()).toEqual(['old', OLD]);
    });

    test('a database that is away is waited for on the way back, and nothing is done forwards', async () => {
        role.isAway = true;
        expect(await rotate()).toMatchObject({code: 'failed', reason: 'unreachable', consequence: 'stop'});
        expect(await restore()).toEqual({code: 'waits', reason: 'database_away', data: {host: 'db.example'}});
        expect(now()).toEqual(['old', OLD]);
    });

    test('who may no longer patch the Secret leaves the new password in both: the server can log in', async () => {
        await rotate();
        fails.patch = () => new FipsError('cluster_forbidden');
        expect(await restore()).toMatchObject({code: 'failed', reason: 'secret_forbidden', data: {name: 'db'}});
        expect(now()).toEqual(['next', NEXT]);
    });

    test('somebody else’s value stays on the way back, and is named', async () => {
        await rotate();
        data = {...NEXT, url: encode('theirs')};
        expect(await restore()).toMatchObject({code: 'failed', reason: 'secret_changed', data: {name: 'db'}});
        expect(data).toEqual({...NEXT, url: encode('theirs')});
    });
});

/** A role whose password is one of two. */
type PlayedRole = {readonly passwords: readonly [string, string]; current: string; isAway: boolean};

/** Logs in to it; each change of the password, of which only a verifier is seen, takes the other one. */
function makeLogInTo(role: PlayedRole): () => LogIn {
    return () => (password) => {
        if (role.isAway) {
            return Promise.resolve({code: 'unreachable'});
        }
        if (password !== role.current) {
            return Promise.resolve({code: 'refused'});
        }
        const session = {
            fetchOtherClients: () => Promise.resolve([]),
            alterPassword: () => {
                role.current = role.passwords.find((one) => one !== role.current) ?? role.current;
                return Promise.resolve({code: 'altered' as const});
            },
            close: () => Promise.resolve(),
        };
        return Promise.resolve({code: 'session', session});
    };
}
