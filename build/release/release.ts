import {copyFile, mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {readBundled} from './bundled.ts';
import {writeExecutable} from './executable.ts';
import {hashFile} from './hash_file.ts';
import {writeImage} from './image/write_image.ts';
import {printLicences} from './licences.ts';
import {writeManifests} from './manifests.ts';
import {writeNpmPackage} from './npm_package.ts';
import {AGENT_FOLDER, BUNDLE, ROOT, VERSION} from './project.ts';
import {describeNode, printSbom} from './sbom.ts';
import {sign} from './sign.ts';
import {printStatement} from './statement.ts';

const {
    key = '',
    base = '',
    compose = '',
} = parseArgs({options: {key: {type: 'string'}, base: {type: 'string'}, compose: {type: 'string'}}}).values;
if (base !== '' && compose === '') {
    throw new Error('An image needs the Compose program inside: name it with COMPOSE=');
}
const folder = join(ROOT, 'dist/release');
const work = join(ROOT, 'build/out');
const agent = `fips-agent-${VERSION}`;
const executable = `${agent}-linux-amd64`;
const into = (name: string): string => join(folder, name);

/** Fills dist/release from what `make dist` built; the same sources give the same bytes, signatures apart. */
async function release(): Promise<void> {
    await rm(folder, {recursive: true, force: true});
    await Promise.all([folder, work].map((path) => mkdir(path, {recursive: true})));
    const [page, program] = await Promise.all([readBundled('webapp'), readBundled('server-bridge')]);
    const licences = printLicences([...page, ...program], await readNodeLicence());

    await copyFile(join(AGENT_FOLDER, BUNDLE), into(BUNDLE));
    await writeExecutable(into(executable), work);
    await writeNpmPackage(into(`${agent}.tgz`), licences);
    await writeManifests(into(`${agent}-kubernetes.tar.gz`));
    await writeFile(into('licences.txt'), licences);
    await writeFile(into(`${BUNDLE.replace('.tar.gz', '')}.cdx.json`), printSbom('fips-readiness', page));
    await writeFile(into(`${agent}.cdx.json`), printSbom('fips-agent', program));
    const image = await addImage();
    const inside = describeNode(process.versions);
    await writeFile(into(`${executable}.cdx.json`), printSbom('fips-agent', program, inside));
    await writeFile(into('build.intoto.json'), await printStatement(await hashAll(), image));
    if (key !== '') {
        await sign(into(BUNDLE), key);
    }
    const sums = [...(await hashAll())].map(([name, sha256]) => `${sha256}  ${name}\n`).join('');
    await writeFile(into('SHA256SUMS'), sums);
    if (key !== '') {
        await sign(into('SHA256SUMS'), key);
    }
    process.stdout.write(sums);
}

/** The image, where a base is given; answers what it is made of, for the build statement. */
async function addImage(): Promise<Readonly<Record<string, string>>> {
    if (base === '') {
        return {};
    }
    const {baseId} = await writeImage({base, compose, path: into(`${agent}-image.tar`), workFolder: work});
    return {base: baseId, compose: `sha256:${await hashFile(compose)}`};
}

/** Every file of the release by name -> SHA-256. */
async function hashAll(): Promise<ReadonlyMap<string, string>> {
    const names = (await readdir(folder)).sort();
    return new Map(await Promise.all(names.map(async (name) => [name, await hashFile(into(name))] as const)));
}

/** The text that lies next to the Node of package-lock.json, with the licences of its libraries. */
async function readNodeLicence(): Promise<string> {
    const setup = join(ROOT, 'node_modules/node/node_modules');
    return readFile(join(setup, `node-linux-${process.arch}`, 'LICENSE'), 'utf8');
}

await release();
