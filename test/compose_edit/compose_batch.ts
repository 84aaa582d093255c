import {mkdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {runCommand} from '../engine/command.ts';
import {findCompose} from '../engine/engine.ts';

/** A service as `compose config` resolves it; a `$` in a value is printed as `$$`. */
export type ResolvedService = {readonly image: string; readonly environment?: Readonly<Record<string, string | null>>};
type Resolved = {readonly services: Readonly<Record<string, ResolvedService>>};

/** One generated project of a batch: its own file with its own variables. Service names are unique in the batch. */
export type Case = {readonly yaml: string; readonly env: string};

const BATCH = 300;

/** Asks the real compose about texts, hundreds in one call; needs the program and no engine. */
export type ComposeBatch = {
    /** What each env file sets, as compose reads it; undefined where it refuses the file. */
    readonly readEnvFiles: (texts: readonly string[]) => Promise<readonly (ReadonlyMap<string, string> | undefined)[]>;
    /** Each project's services by name; undefined where compose refuses it. */
    readonly resolve: (cases: readonly Case[]) => Promise<readonly (Resolved['services'] | undefined)[]>;
    readonly close: () => Promise<void>;
};

export async function openComposeBatch(): Promise<ComposeBatch> {
    const binary = await findCompose();
    const folder = join(tmpdir(), `compose-edit-${process.pid}`);
    await mkdir(folder, {recursive: true});

    async function config(text: string): Promise<Resolved | undefined> {
        const path = join(folder, 'compose.yml');
        await writeFile(path, text);
        const args = [
            '--project-directory',
            folder,
            '--project-name',
            'p',
            '--file',
            path,
            'config',
            '--format',
            'json',
        ];
        const {code, stdout} = await runCommand(binary, args, {cwd: '/', env: {HOME: folder, PATH: '/usr/bin:/bin'}});
        return code === 0 ? (JSON.parse(stdout) as Resolved) : undefined;
    }

    /** One refused item refuses the whole call: halves are asked until it stands alone. */
    async function inHalves<T, R>(
        items: readonly T[],
        ask: (items: readonly T[]) => Promise<readonly R[] | undefined>,
    ): Promise<readonly (R | undefined)[]> {
        if (items.length <= BATCH) {
            const answers = await ask(items);
            if (answers || items.length === 1) {
                return answers ?? [undefined];
            }
        }
        const middle = items.length > BATCH ? BATCH : Math.ceil(items.length / 2);
        return [...(await inHalves(items.slice(0, middle), ask)), ...(await inHalves(items.slice(middle), ask))];
    }

    return {
        readEnvFiles: (texts) =>
            inHalves(texts, async (some) => {
                await Promise.all(some.map((text, index) => writeFile(join(folder, `${index}.env`), text)));
                const services = some.map((_text, index) => `  s${index}: {image: x, env_file: ["${index}.env"]}`);
                const resolved = await config(`services:\n${services.join('\n')}\n`);
                return resolved && some.map((_text, index) => readVariables(resolved.services[`s${index}`]));
            }),
        resolve: (cases) =>
            inHalves(cases, async (some) => {
                const includes = some.map(async ({yaml, env}, index) => {
                    await writeFile(join(folder, `${index}.yml`), yaml);
                    await writeFile(join(folder, `${index}.env`), env);
                    return `  - {path: ${index}.yml, env_file: ${index}.env, project_directory: .}`;
                });
                const resolved = await config(`include:\n${(await Promise.all(includes)).join('\n')}\n`);
                return resolved && some.map(({yaml}) => pickServices(resolved, yaml));
            }),
        close: () => rm(folder, {recursive: true, force: true}),
    };
}

function readVariables(service: ResolvedService | undefined): ReadonlyMap<string, string> {
    const pairs = Object.entries(service?.environment ?? {});
    return new Map(pairs.map(([name, value]) => [name, (value ?? '').replaceAll('$$', '$')]));
}

/** The services a text names: their names stand in no other text of the batch. */
function pickServices({services}: Resolved, yaml: string): Resolved['services'] {
    return Object.fromEntries(Object.entries(services).filter(([name]) => yaml.includes(name)));
}
