import {cp, readFile, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {requireGo} from '../build_information/go_tool.ts';
import {cacheKey, cachedFolder, pruneCache} from '../engine/cache.ts';
import {runOrFail} from '../engine/command.ts';
import {makeRigFolder} from '../engine/rig_folder.ts';

const SOURCES = join(import.meta.dirname, 'kubernetes');
const BUILD = ['build', '-trimpath', '-ldflags=-s -w'] as const;
const AREA = 'kubernetes';
const BUILD_TIMEOUT_MS = 1_800_000;

/**
 * A folder with kube-apiserver, kube-controller-manager, kube-scheduler, kubelet, kubectl and pause: built once for a Go version and the
 * module file here (seven minutes on two cores), kept outside the project. Throws with the words of the build.
 */
export async function kubernetesBinaries(): Promise<string> {
    const version = await requireGo('The Kubernetes lane');
    const sources = ['go.mod', 'go.sum', 'pause/main.go'].map((file) => readFile(join(SOURCES, file)));
    const key = cacheKey([version, ...(await Promise.all(sources)), BUILD.join(' ')]);
    const folder = await cachedFolder(AREA, key, async (draft) => {
        const work = await makeRigFolder('kubernetes');
        try {
            await cp(SOURCES, work, {recursive: true});
            // Nobody's flags and workspaces but ours; the module proxy is the machine's own.
            const env = {
                ...(process.env as Record<string, string>),
                CGO_ENABLED: '0',
                GOFLAGS: '-mod=readonly',
                GOWORK: 'off',
            };
            const options = {cwd: work, env, timeoutMs: BUILD_TIMEOUT_MS};
            await runOrFail('nice', ['-n', '10', 'go', ...BUILD, '-o', `${draft}/`, 'tool', './pause'], options);
        } finally {
            await rm(work, {recursive: true, force: true});
        }
    });
    await pruneCache(AREA, 1);
    return folder;
}
