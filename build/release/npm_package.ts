import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {writeArchive} from '../archive.ts';
import {AGENT_FOLDER, listFiles, ROOT, VERSION} from './project.ts';

/** Writes the agent as an npm package: no dependency, no install script. `licences` is the text of licences.txt. */
export async function writeNpmPackage(path: string, licences: string): Promise<void> {
    const manifest = {
        name: 'fips-agent',
        version: VERSION,
        description: 'Moves a self-hosted Mattermost to the FIPS image and back.',
        license: 'Apache-2.0',
        type: 'module',
        bin: {'fips-agent': 'fips-agent.mjs'},
        engines: {node: '>=24'},
    };
    const names = await listFiles(AGENT_FOLDER);
    const program = await Promise.all(
        names.map(async (name) => ({
            name: `package/${name}`,
            content: await readFile(join(AGENT_FOLDER, name)),
            ...(name === 'fips-agent.mjs' && {mode: 0o755}),
        })),
    );
    await writeArchive(path, [
        {name: 'package/package.json', content: Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)},
        {name: 'package/LICENSE', content: await readFile(join(ROOT, 'LICENSE'))},
        {name: 'package/licences.txt', content: Buffer.from(licences)},
        ...program,
    ]);
}
