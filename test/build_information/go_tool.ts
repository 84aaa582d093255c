import {execFile} from 'node:child_process';
import {promisify} from 'node:util';

const run = promisify(execFile);

/** The caller's Go, without network, and without flags of the caller's own. */
const ENV = {
    ...process.env,
    GOFLAGS: '',
    GOPROXY: 'off',
    GOTOOLCHAIN: 'local',
    GOWORK: 'off',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z',
    GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
};

/** Runs a program in `cwd` and answers its standard output. Throws with the program's own words. */
export async function runTool(
    program: string,
    args: readonly string[],
    cwd: string,
    env: Readonly<Record<string, string>> = {},
): Promise<string> {
    const {stdout} = await run(program, [...args], {cwd, env: {...ENV, ...env}, maxBuffer: 64 * 1024 * 1024});
    return stdout;
}

/** The toolchain's version. Throws a sentence where there is none: what asks for it is worth nothing without. */
export async function requireGo(asker: string): Promise<string> {
    try {
        return (await runTool('go', ['env', 'GOVERSION'], '.')).trim();
    } catch {
        throw new Error(`${asker} needs the Go toolchain: install Go 1.24 or newer and put go on PATH.`);
    }
}

/** What `go version -m` says of the Go programs in a folder, by file name. Files it cannot read are left out. */
export async function readWithGo(folder: string): Promise<ReadonlyMap<string, string>> {
    const said = new Map<string, string>();
    let name = '';
    for (const line of (await runTool('go', ['version', '-m', folder], folder)).split('\n')) {
        if (line.startsWith(`${folder}/`)) {
            const colon = line.indexOf(': ', folder.length);
            name = line.slice(folder.length + 1, colon);
            said.set(name, `go\t${line.slice(colon + 2)}\n`);
        } else if (line.startsWith('\t') || line !== '') {
            said.set(name, `${said.get(name) ?? ''}${line.replace(/^\t/, '')}\n`);
        }
    }
    return said;
}
