import {mkdir, mkdtemp} from 'node:fs/promises';
import {homedir} from 'node:os';
import {join} from 'node:path';

/**
 * A fresh folder of the demo's own, mode 0700. In the home, not in the temporary folder, where the cache may be too: everybody may
 * write there, and the agent changes no project file below such a folder.
 */
export async function makeDemoFolder(): Promise<string> {
    const parent = join(homedir(), '.cache');
    await mkdir(parent, {recursive: true, mode: 0o700});
    return mkdtemp(join(parent, 'fips-demo-'));
}
