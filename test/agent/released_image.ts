import {createReadStream, createWriteStream} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {pipeline} from 'node:stream/promises';
import {runCommand} from '../engine/command.ts';
import type {Engine} from '../engine/engine.ts';
import {readProgress} from '../engine/progress.ts';
import {BASE_IMAGE} from './agent_image.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Saves the lane's base, writes the image over it as `make release` does, and loads that; answers its reference. */
export async function loadReleasedImage(engine: Engine, folder: string): Promise<string> {
    const [base, out] = [join(folder, 'base.tar'), join(folder, 'image.tar')];
    await pipeline(await engine.client.getImage(BASE_IMAGE).get(), createWriteStream(base));
    const options = ['--base', base, '--compose', engine.composeBinary, '--out', out];
    const written = await runCommand(process.execPath, [join(ROOT, 'build/release/image.ts'), ...options]);
    if (written.code !== 0) {
        throw new Error(written.stderr);
    }
    await readProgress(engine, await engine.client.loadImage(createReadStream(out)));
    const {version} = JSON.parse(await readFile(join(ROOT, 'plugin.json'), 'utf8')) as {readonly version: string};
    return `fips-readiness/fips-agent:${version}`;
}
