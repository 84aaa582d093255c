import {randomBytes} from 'node:crypto';
import {open, rm, stat} from 'node:fs/promises';
import {dirname, join} from 'node:path';

/** Can files be made in this folder, or, where it is not there yet, in the one it would be made in? The try leaves nothing. */
export async function tryFolder(folder: string): Promise<boolean> {
    const found = await stat(folder).catch(() => undefined);
    if (!found && dirname(folder) !== folder) {
        return tryFolder(dirname(folder));
    }
    const probe = join(folder, `.fips-agent-probe-${randomBytes(8).toString('hex')}`);
    try {
        await (await open(probe, 'wx', 0o600)).close();
        await rm(probe);
        return true;
    } catch {
        return false;
    }
}
