import {jest} from '@jest/globals';
import {makeDockerEngine} from '@fips-readiness/server-bridge';
import type {Engine, OneOff} from '@fips-readiness/server-bridge';
import {pullImage} from '../engine/image_pull.ts';
import {startRig} from '../engine/rig.ts';
import type {Rig} from '../engine/rig.ts';
import {startWitness} from './witness.ts';

const LANE_TIMEOUT_MS = 240_000;
jest.setTimeout(LANE_TIMEOUT_MS);
const IMAGE = 'mattermost/mattermost-enterprise-edition:11.7.2';
const NODE = '/mattermost/lib/node';

describe('one-off containers and pulls on a real engine', () => {
    let rig: Rig;
    let engine: Engine;
    let imageId = '';
    beforeAll(async () => {
        rig = await startRig({name: 'one-off'});
        engine = makeDockerEngine(rig.engine.dockerHost, {});
        await pullImage(rig.engine, IMAGE);
        imageId = (await engine.fetchImage(IMAGE))?.id ?? '';
    }, LANE_TIMEOUT_MS);
    afterAll(() => rig.stop(), LANE_TIMEOUT_MS);

    let count = 0;
    const run = (script: string, more: Partial<OneOff> = {}) =>
        engine.runOnce({
            name: `one-off-test-${count++}`,
            imageId,
            argv: [NODE, '-e', script],
            environment: new Map(),
            user: '',
            mounts: [],
            networks: [],
            nameLookup: {extraHosts: [], dns: [], dnsSearch: [], dnsOptions: [], links: []},
            confinement: {
                readOnlyRoot: false,
                tmpfs: {},
                securityOptions: [],
                addedCapabilities: [],
                droppedCapabilities: [],
                groups: [],
                pidsLimit: 0,
                memoryBytes: 0,
            },
            timeoutMs: 20_000,
            ...more,
        });
    const left = async () =>
        (await engine.fetchContainers()).filter(({name}) => name.startsWith('one-off-test-')).length;

    /** So that a pull has bytes to bring. */
    async function removeImages(name: RegExp): Promise<void> {
        for (const {Id, RepoTags} of await rig.engine.client.listImages()) {
            if (RepoTags?.some((tag) => name.test(tag)) === true) {
                await rig.engine.client.getImage(Id).remove({force: true});
            }
        }
    }

    test('exit code, both outputs and nothing left', async () => {
        const result = await run('console.log("out"); console.error("err"); process.exitCode = 7');
        expect(result).toEqual({exitCode: 7, stdout: 'out\n', stderr: 'err\n', timedOut: false});
        expect(await left()).toBe(0);
    });

    test('variables reach the program and no event', async () => {
        const witness = await startWitness(rig.engine.client);
        const result = await run('console.log(process.env.SECRET.length)', {
            environment: new Map([['SECRET', 'canary-5f1e09']]),
        });
        expect(result.stdout).toBe('13\n');
        expect(await witness.stop()).not.toContain('canary-5f1e09');
    });

    test('the time limit ends a quiet program, with what it had printed', async () => {
        const result = await run('console.log("early"); setTimeout(() => {}, 60_000)', {timeoutMs: 1_500});
        expect(result).toEqual({exitCode: -1, stdout: 'early\n', stderr: '', timedOut: true});
        expect(await left()).toBe(0);
    });

    test('a quiet program outlives the time limit of ordinary calls', async () => {
        const result = await run('setTimeout(() => console.log("late"), 17_000)', {timeoutMs: 30_000});
        expect(result).toMatchObject({exitCode: 0, stdout: 'late\n'});
    }, 60_000);

    test('a signal ends it', async () => {
        const stop = new AbortController();
        setTimeout(() => stop.abort(), 500);
        const result = await run('setTimeout(() => {}, 60_000)', {signal: stop.signal});
        expect(result).toMatchObject({exitCode: -1, timedOut: false});
        expect(await left()).toBe(0);
    });

    test('a signal before the start leaves nothing behind either', async () => {
        const result = await run('console.log("never")', {signal: AbortSignal.abort()});
        expect(result).toEqual({exitCode: -1, stdout: '', stderr: '', timedOut: false});
        expect(await left()).toBe(0);
    });

    test('a program that is not there is 127', async () => {
        expect(await run('', {argv: ['/not/there']})).toMatchObject({exitCode: 127, timedOut: false});
        expect(await left()).toBe(0);
    });

    test('mounts cannot be written, and volumes stay', async () => {
        const volume = 'one-off-test-data';
        await rig.engine.client.createVolume({Name: volume});
        const mounts = [{type: 'volume', source: volume, target: '/mattermost/data', writable: true}];
        const script = `try { fs.writeFileSync('/mattermost/data/x', ''); } catch (error) { console.log(error.code); }`;
        expect(await run(`const fs = require('fs'); ${script}`, {mounts})).toMatchObject({stdout: 'EROFS\n'});
        await expect(rig.engine.client.getVolume(volume).inspect()).resolves.toMatchObject({Name: volume});
        await rig.engine.client.getVolume(volume).remove();
    });

    test(
        'a pull tells bytes, then the image by id; what is missing is told',
        async () => {
            const name = `${rig.registry.host}/library/postgres`;
            await removeImages(/(^|\/)postgres:/);
            const seen: {readonly doneBytes: number; readonly totalBytes: number}[] = [];
            const pulled = await engine.pullImage(`${name}:15`, {onProgress: (progress) => seen.push(progress)});
            expect(pulled).toEqual({code: 'pulled', imageId: (await engine.fetchImage(`${name}:15`))?.id});
            expect(seen.at(-1)?.totalBytes).toBeGreaterThan(1_000_000);
            expect(seen.at(-1)?.doneBytes).toBe(seen.at(-1)?.totalBytes);
            expect(seen.map(({doneBytes}) => doneBytes)).toEqual(
                seen.map(({doneBytes}) => doneBytes).toSorted((a, b) => a - b),
            );
            expect(await engine.pullImage(`${name}:9.9.9`)).toEqual({code: 'absent'});
            expect(await engine.pullImage(`${rig.registry.host}/no/such:1`)).toEqual({code: 'absent'});
            expect(await engine.pullImage('localhost:1/no/registry:1')).toEqual({code: 'unreachable'});
        },
        LANE_TIMEOUT_MS,
    );
});
