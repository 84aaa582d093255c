import {open, readFile, realpath, stat} from 'node:fs/promises';
import {basename, dirname, join, relative, resolve} from 'node:path';
import {readGitIndex} from './git_index.ts';

const LARGEST_INDEX_BYTES = 64 * 1024 * 1024;

/** `unknown`: there is a repository, and which files it tracks could not be read. */
export type TrackedFile =
    {readonly code: 'tracked'; readonly path: string} | {readonly code: 'untracked'} | {readonly code: 'unknown'};

/**
 * The first of these files that Git tracks: in a checkout, in a worktree or submodule of its own (`.git` is then a file), and
 * where `.git` is in any folder above. No Git program is needed.
 */
export async function findTrackedFile(paths: readonly string[]): Promise<TrackedFile> {
    let unknown = false;
    for (const path of paths) {
        // The same file may be named through a link.
        const real = join(await realpath(dirname(path)).catch(() => dirname(path)), basename(path));
        const tree = await findWorktree(dirname(real));
        const tracked = tree && (await readTracked(tree.gitFolder));
        if (tracked?.has(relative(tree?.root ?? '/', real))) {
            return {code: 'tracked', path};
        }
        unknown ||= tree !== undefined && tracked === undefined;
    }
    return {code: unknown ? 'unknown' : 'untracked'};
}

type Worktree = {readonly root: string; readonly gitFolder: string};

async function findWorktree(folder: string): Promise<Worktree | undefined> {
    for (let root = folder; ; root = dirname(root)) {
        const git = join(root, '.git');
        const found = await stat(git).catch(() => undefined);
        if (found?.isDirectory()) {
            return {root, gitFolder: git};
        }
        if (found?.isFile()) {
            const [, to] = /^gitdir: (.+)$/m.exec(await readFile(git, 'utf8').catch(() => '')) ?? [];
            return {root, gitFolder: resolve(root, to?.trim() ?? '.git')};
        }
        if (dirname(root) === root) {
            return undefined;
        }
    }
}

/** A repository without an index tracks nothing yet. */
async function readTracked(gitFolder: string): Promise<ReadonlySet<string> | undefined> {
    const file = await open(join(gitFolder, 'index')).catch(() => undefined);
    if (!file) {
        const there = await stat(join(gitFolder, 'HEAD')).catch(() => undefined);
        const index = await stat(join(gitFolder, 'index')).catch(() => undefined);
        return there && !index ? new Set() : undefined;
    }
    try {
        const {size} = await file.stat();
        return size > LARGEST_INDEX_BYTES
            ? undefined
            : readGitIndex(await file.readFile(), await readHashBytes(gitFolder));
    } finally {
        await file.close();
    }
}

/** A worktree keeps the repository's settings where `commondir` says. */
async function readHashBytes(gitFolder: string): Promise<20 | 32> {
    const common = (await readFile(join(gitFolder, 'commondir'), 'utf8').catch(() => '.')).trim();
    const config = await readFile(join(resolve(gitFolder, common), 'config'), 'utf8').catch(() => '');
    return /^\s*objectformat\s*=\s*sha256\s*$/im.test(config) ? 32 : 20;
}
