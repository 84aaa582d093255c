import {createReadStream} from 'node:fs';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {pipeline} from 'node:stream/promises';
import {createGunzip} from 'node:zlib';
import {extract} from 'tar-stream';
import {BUNDLE, EXECUTABLE, RELEASE, ROOT, VERSION} from './released.ts';

const AGENT = join(ROOT, 'server-bridge/dist/agent');
/** What dockerode names and the agent does without: SSH and gRPC, with their native parts. */
const LEFT_OUT = ['ssh2', 'cpu-features', 'nan', 'asn1', 'protobufjs', '@grpc/grpc-js', '@grpc/proto-loader'];

type Component = {readonly group?: string; readonly name: string; readonly version: string; readonly purl?: string};

async function readComponents(file: string): Promise<readonly Component[]> {
    const text = await readFile(join(RELEASE, file), 'utf8');
    return (JSON.parse(text) as {readonly components: readonly Component[]}).components;
}

const nameOf = ({group, name}: Component): string => (group === undefined ? name : `${group}/${name}`);

/** The agent's own scripts name each module by its path: as a key, or above it where webpack has put several into one. */
const MODULE = /^(?:\/\*\*\*\/ "|;?\/\/ (?:MODULE: )?)(\.{1,2}\/[^"\n]+)/gm;

async function findPackagesInScripts(): Promise<ReadonlySet<string>> {
    const names = new Set<string>();
    for (const script of (await readdir(AGENT)).filter((name) => name.endsWith('main.mjs'))) {
        for (const [, path = ''] of (await readFile(join(AGENT, script), 'utf8')).matchAll(MODULE)) {
            const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? [];
            if (name !== undefined) {
                names.add(name);
            }
        }
    }
    return names;
}

describe('the lists of what is inside', () => {
    test('the agent’s SBOM names every package whose code is in its scripts, and no other', async () => {
        const listed = new Set((await readComponents(`fips-agent-${VERSION}.cdx.json`)).map(nameOf));
        // Its runtime is in every script, without a comment that names it.
        listed.delete('webpack');
        expect([...listed].sort()).toEqual([...(await findPackagesInScripts())].sort());
        expect(listed.size).toBeGreaterThan(50);
    });

    test.each(LEFT_OUT)('%s is not shipped', async (name) => {
        const listed = (await readComponents(`fips-agent-${VERSION}.cdx.json`)).map(nameOf);
        expect(listed).not.toContain(name);
        expect(await findPackagesInScripts()).not.toContain(name);
    });

    test('nothing native is shipped', async () => {
        const files = (await readdir(AGENT, {recursive: true, withFileTypes: true})).filter((entry) => entry.isFile());
        const names = files.map(({name}) => name);
        expect(names.filter((name) => !/\.(mjs|json|tar\.gz|yaml|env|md)$/.test(name))).toEqual([]);
    });

    test('the page brings its rules and no framework: the console has that', async () => {
        const listed = (await readComponents(`fips-readiness-${VERSION}.cdx.json`)).map(nameOf);
        expect(listed).toEqual(['@noble/curves', '@noble/hashes', 'mattermost-redux', 'webpack', 'zod']);
    });

    test('a package that is installed twice is named once', async () => {
        const purls = (await readComponents(`fips-agent-${VERSION}.cdx.json`)).map(({purl}) => purl);
        expect(purls).toEqual([...new Set(purls)]);
    });

    test('the page has no server part: manifest, icon and scripts', async () => {
        const names: string[] = [];
        const entries = extract();
        entries.on('entry', (header, stream, next) => {
            names.push(header.name);
            stream.resume().on('end', next);
        });
        await pipeline(createReadStream(join(RELEASE, BUNDLE)), createGunzip(), entries);
        expect(names).toEqual(expect.arrayContaining(['fips-readiness/plugin.json', 'fips-readiness/assets/icon.svg']));
        expect(names.slice(2).filter((name) => !/^fips-readiness\/webapp\/dist\/[\w.-]+\.js$/.test(name))).toEqual([]);
    });

    test('the executable’s SBOM adds Node and its libraries', async () => {
        const [agent, executable] = await Promise.all(
            [`fips-agent-${VERSION}.cdx.json`, `${EXECUTABLE}.cdx.json`].map(readComponents),
        );
        const added = executable?.slice(agent?.length).map(({name, version}) => `${name} ${version}`);
        expect(added).toContain(`node ${process.versions.node}`);
        expect(added).toContain(`openssl ${process.versions.openssl}`);
    });

    test('licences.txt has a chapter for every package of both, and for Node', async () => {
        const text = await readFile(join(RELEASE, 'licences.txt'), 'utf8');
        const both = await Promise.all(
            [`fips-agent-${VERSION}.cdx.json`, `fips-readiness-${VERSION}.cdx.json`].map(readComponents),
        );
        const missing = both.flat().filter((one) => !text.includes(`\n${nameOf(one)} ${one.version} (`));
        expect(missing).toEqual([]);
        expect(text).toContain('\nNode.js, in the one-file executable only\n');
    });
});
