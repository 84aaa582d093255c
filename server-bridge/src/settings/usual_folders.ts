import {isAbsolute, join} from 'node:path';
import type {Settings} from './settings.ts';

/** Who runs this process: the environment, and the user's id where the system has such ids. */
export type User = {
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly uid?: number | undefined;
};

/**
 * The folders of a user who may not write to /var/lib, where no setting names others: below XDG_STATE_HOME, else below
 * `~/.local/state`. Undefined for root and for who has no home: the defaults of the settings hold.
 * Source: XDG Base Directory Specification, which ignores a path that is not absolute.
 */
export function findUsualFolders({env, uid}: User): Pick<Settings, 'STATE_DIR' | 'RESCUE_DIR'> | undefined {
    const {XDG_STATE_HOME: named = '', HOME: home = ''} = env;
    const base = isAbsolute(named) ? named : isAbsolute(home) ? join(home, '.local', 'state') : undefined;
    return uid === undefined || uid === 0 || base === undefined
        ? undefined
        : {STATE_DIR: join(base, 'fips-agent'), RESCUE_DIR: join(base, 'fips-agent-rescue')};
}
