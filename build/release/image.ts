import {mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {writeImage} from './image/write_image.ts';
import {ROOT} from './project.ts';

/** Writes the image alone: node build/release/image.ts --base ARCHIVE --compose PROGRAM --out FILE */
const {base, compose, out} = parseArgs({
    options: {base: {type: 'string'}, compose: {type: 'string'}, out: {type: 'string'}},
}).values;
if (base === undefined || compose === undefined || out === undefined) {
    throw new Error('--base, --compose and --out are needed');
}
const workFolder = join(ROOT, 'build/out');
await mkdir(workFolder, {recursive: true});
const {id, baseId} = await writeImage({base, compose, path: out, workFolder});
process.stdout.write(`${out}: ${id} over ${baseId}\n`);
