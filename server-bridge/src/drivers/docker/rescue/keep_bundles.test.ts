import {mkdtemp, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Readable} from 'node:stream';
import {pack} from 'tar-stream';
import type {Header} from 'tar-stream';
import {makePlan} from '../../../../../test/samples/plan.ts';
import type {Engine} from '../engine/engine.ts';
import {keepBundles} from './keep_bundles.ts';

const {plan} = makePlan({
    storedByServer: [
        {id: 'jitsi', version: '2.0.0'},
        {id: 'focalboard', version: '', replaces: {version: '9.1.0', bundle: 'kept'}},
    ],
});

/** An engine with these entries at the bundle's path, of the size it tells. */
function makeEngine(entries: readonly (readonly [Partial<Header>, string])[], sizeBytes = 3) {
    const asked: string[] = [];
    const engine: Pick<Engine, 'statPath' | 'readArchive'> = {
        statPath: () => Promise.resolve(entries.length === 0 ? undefined : {sizeBytes}),
        readArchive: (_id, path) => {
            asked.push(path);
            if (path.endsWith('.sig')) {
                return Promise.resolve(undefined);
            }
            const archive = pack();
            for (const [header, content] of entries) {
                archive.entry({name: 'focalboard.tar.gz', ...header}, content);
            }
            archive.finalize();
            return Promise.resolve(archive as unknown as Readable);
        },
    };
    return {engine, asked};
}

describe('the stored bundles of a plan', () => {
    let kit: string;
    beforeEach(async () => {
        kit = await mkdtemp(join(tmpdir(), 'kit-'));
    });
    afterEach(() => rm(kit, {recursive: true}));

    test('only those that are kept are read, with their signature', async () => {
        const {engine, asked} = makeEngine([[{}, 'old']]);
        expect(await keepBundles(engine, 'c', plan, kit)).toEqual([{id: 'focalboard', sizeBytes: 3}]);
        const path = '/mattermost/data/plugins/focalboard.tar.gz';
        expect(asked).toEqual([path, `${path}.sig`]);
        expect(await readdir(join(kit, 'plugins'))).toEqual(['focalboard.tar']);
    });

    test.each<[string, readonly (readonly [Partial<Header>, string])[], number]>([
        ['is gone', [], 0],
        ['is a link', [[{type: 'symlink', linkname: '/etc/shadow'}, '']], 11],
        ['is a folder', [[{type: 'directory'}, '']], 4096],
        ['has grown since it was looked at', [[{}, 'much more than it was']], 3],
    ])('one that %s is not kept', async (_name, entries, sizeBytes) => {
        expect(await keepBundles(makeEngine(entries, sizeBytes).engine, 'c', plan, kit)).toBeUndefined();
    });
});
