import {execFile} from 'node:child_process';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {hashFile} from './hash_file.ts';
import {NODE, ROOT, VERSION} from './project.ts';

const run = promisify(execFile);

/**
 * The build statement: an in-toto Statement 1 with SLSA provenance 1 that names each artefact's digest, the commit, the lock file and the
 * Node. It holds no time and no machine: whoever builds the same commit gets the same text.
 */
export async function printStatement(
    digests: ReadonlyMap<string, string>,
    parameters: Readonly<Record<string, string>>,
): Promise<string> {
    const statement = {
        _type: 'https://in-toto.io/Statement/v1',
        subject: [...digests].map(([name, sha256]) => ({name, digest: {sha256}})),
        predicateType: 'https://slsa.dev/provenance/v1',
        predicate: {
            buildDefinition: {
                buildType: 'make release',
                externalParameters: {version: VERSION, ...parameters},
                resolvedDependencies: [
                    {name: 'source', digest: {gitCommit: await readCommit()}},
                    {name: 'package-lock.json', digest: {sha256: await hashFile(join(ROOT, 'package-lock.json'))}},
                    {name: `node ${process.versions.node}`, digest: {sha256: await hashFile(NODE)}},
                ],
            },
            runDetails: {builder: {id: 'make release'}},
        },
    };
    return `${JSON.stringify(statement, null, 2)}\n`;
}

/** The commit of the checkout, with `-dirty` where files differ from it; `unknown` where this is no checkout. */
async function readCommit(): Promise<string> {
    try {
        const {stdout} = await run('git', ['describe', '--always', '--abbrev=40', '--dirty', '--exclude=*'], {
            cwd: ROOT,
        });
        return stdout.trim();
    } catch {
        return 'unknown';
    }
}
