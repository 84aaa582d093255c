import {cp, readFile, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {requireGo} from '../build_information/go_tool.ts';
import {cacheKey, cachedFolder, pruneCache} from '../engine/cache.ts';
import {runOrFail} from '../engine/command.ts';
import {makeRigFolder} from '../engine/rig_folder.ts';

const BUILD = ['build', '-trimpath', '-ldflags=-s -w'] as const;
const BUILD_TIMEOUT_MS = 1_800_000;

/** Go modules of their own, for each is built with the Kubernetes it asks for. The name is the folder here and in the cache. */
const MODULES = {
    kubernetes: {sources: ['go.mod', 'go.sum', 'pause/main.go'], packages: ['tool', './pause']},
    kwok: {sources: ['go.mod', 'go.sum'], packages: ['tool']},
} as const;

/** A folder with kube-apiserver, kube-controller-manager, kube-scheduler, kubelet, kubectl and pause: seven minutes on two cores. */
export function kubernetesBinaries(): Promise<string> {
    return buildModule('kubernetes');
}

/** The program that plays the kubelet for a fleet: two minutes on two cores. */
export async function kwokBinary(): Promise<string> {
    return join(await buildModule('kwok'), 'kwok');
}

/** Built once for a Go version and the module file here, kept outside the project. Throws with the words of the build. */
async function buildModule(name: keyof typeof MODULES): Promise<string> {
    const {sources, packages} = MODULES[name];
    const module = join(import.meta.dirname, name);
    const version = await requireGo('The Kubernetes lane');
    const read = sources.map((file) => readFile(join(module, file)));
    const key = cacheKey([version, ...(await Promise.all(read)), BUILD.join(' ')]);
    const folder = await cachedFolder(name, key, async (draft) => {
        const work = await makeRigFolder(name);
        try {
            await cp(module, work, {recursive: true});
            // Nobody's flags and workspaces but ours; the module proxy is the machine's own.
            const env = {
                ...(process.env as Record<string, string>),
                CGO_ENABLED: '0',
                GOFLAGS: '-mod=readonly',
                GOWORK: 'off',
            };
            const options = {cwd: work, env, timeoutMs: BUILD_TIMEOUT_MS};
            await runOrFail('nice', ['-n', '10', 'go', ...BUILD, '-o', `${draft}/`, ...packages], options);
        } finally {
            await rm(work, {recursive: true, force: true});
        }
    });
    await pruneCache(name, 1);
    return folder;
}
