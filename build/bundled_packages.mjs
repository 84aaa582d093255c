import {readFileSync} from 'node:fs';
import {mkdir, writeFile} from 'node:fs/promises';
import {dirname, join, relative} from 'node:path';
import {fileURLToPath} from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

/**
 * A webpack plugin: writes the folders of the packages whose code is in what was built, as a JSON list of paths below the project's
 * root. What was left out on the way is not listed; webpack is, because its runtime is in every script.
 */
export function listBundledPackages(file) {
    return {
        apply: (compiler) => {
            compiler.hooks.afterEmit.tapPromise('bundled packages', async ({chunks, chunkGraph}) => {
                const modules = [...chunks].flatMap((chunk) => [...chunkGraph.getChunkModules(chunk)]).flatMap(unfold);
                const folders = modules.filter(({resource}) => resource).map(({resource}) => findPackage(resource));
                const packages = new Set(['node_modules/webpack', ...folders]);
                await mkdir(dirname(file), {recursive: true});
                await writeFile(file, `${JSON.stringify([...packages].sort(), null, 2)}\n`);
            });
        },
    };
}

/** The modules webpack has put into one. */
function unfold(module) {
    return module.modules ? module.modules.flatMap(unfold) : [module];
}

/** The nearest folder whose package.json has a name and a version: packages have others inside that only say how to read .js. */
function findPackage(resource) {
    for (let folder = dirname(resource); folder.startsWith(ROOT); folder = dirname(folder)) {
        const {name, version} = readManifest(folder);
        if (name && version) {
            return relative(ROOT, folder);
        }
    }
    throw new Error(`${relative(ROOT, resource)} belongs to no package`);
}

function readManifest(folder) {
    try {
        return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    } catch {
        return {};
    }
}
