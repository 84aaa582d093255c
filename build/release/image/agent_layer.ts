import {createReadStream, createWriteStream} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {pipeline} from 'node:stream/promises';
import {createGzip} from 'node:zlib';
import {pack} from 'tar-stream';
import {ARCHIVE_TIME} from '../../archive.ts';
import {hashFile} from '../hash_file.ts';
import {AGENT_FOLDER, listFiles} from '../project.ts';
import type {Layer} from './base_image.ts';

const PROGRAM = 'usr/local/lib/fips-agent';
const COMPOSE = 'usr/local/lib/docker/cli-plugins/docker-compose';

/** Where the agent's front door is in the image. */
export const ENTRY = `/${PROGRAM}/fips-agent.mjs`;

/** Writes the layer that deploy/agent/Dockerfile adds: the agent's files and the Compose program. `diffId` is that of its content. */
export async function writeAgentLayer(
    composeFile: string,
    folder: string,
): Promise<{readonly layer: Layer; readonly diffId: string}> {
    const [plain, file] = [join(folder, 'agent.tar'), join(folder, 'agent.tar.gz')];
    const archive = pack();
    const writing = pipeline(archive, createWriteStream(plain));
    const names = await listFiles(AGENT_FOLDER);
    const inside = names.map((name) => dirname(join(PROGRAM, name)));
    for (const name of listFolders([PROGRAM, ...inside, dirname(COMPOSE)])) {
        archive.entry({name: `${name}/`, type: 'directory', mode: 0o755, mtime: ARCHIVE_TIME});
    }
    for (const name of names) {
        const content = await readFile(join(AGENT_FOLDER, name));
        archive.entry({name: `${PROGRAM}/${name}`, mode: 0o644, mtime: ARCHIVE_TIME}, content);
    }
    archive.entry({name: COMPOSE, mode: 0o755, mtime: ARCHIVE_TIME}, await readFile(composeFile));
    archive.finalize();
    await writing;
    const diffId = `sha256:${await hashFile(plain)}`;
    await pipeline(createReadStream(plain), createGzip({level: 9}), createWriteStream(file));
    return {layer: {file, digest: `sha256:${await hashFile(file)}`, suffix: '+gzip'}, diffId};
}

/** Each folder after those it lies in. */
function listFolders(paths: readonly string[]): readonly string[] {
    const all = paths.flatMap((path) => path.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/')));
    return [...new Set(all)];
}
