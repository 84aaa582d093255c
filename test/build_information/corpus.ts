import {mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {cachedFolder, cacheKey, pruneCache} from '../engine/cache.ts';
import {requireGo, runTool} from './go_tool.ts';

type Program = {
    readonly args?: readonly string[];
    readonly env?: Readonly<Record<string, string>>;
    /** The folder of SOURCES that is built. */
    readonly source?: string;
    /** Left out where this program is missing. */
    readonly needs?: 'gcc' | 'git';
};

const SMALL =
    'package main\n\nimport "example.com/dependency"\n\nfunc main() { println("small", dependency.Answer) }\n';
const MODULE = [
    'module example.com/small',
    'go 1.24',
    'require example.com/dependency v1.2.3',
    'replace example.com/dependency v1.2.3 => ./dependency',
    '',
].join('\n');

const SOURCES: Readonly<Record<string, string>> = {
    'small/main.go': SMALL,
    'small/go.mod': MODULE,
    'small/dependency/go.mod': 'module example.com/dependency\ngo 1.24\n',
    'small/dependency/answer.go': 'package dependency\n\nconst Answer = 42\n',
    'cgo/go.mod': 'module example.com/cgo\ngo 1.24\n',
    'cgo/main.go':
        'package main\n\n// int answer(void) { return 42; }\nimport "C"\n\nfunc main() { println(C.answer()) }\n',
    'loose/main.go': 'package main\n\nfunc main() { println("no module") }\n',
};

const STRIPPED = ['-ldflags=-s -w'];

/** Programs of every kind the reader meets. Few settings that make Go compile its runtime anew: that is what takes time. */
const PROGRAMS: Readonly<Record<string, Program>> = {
    plain: {},
    stripped: {args: STRIPPED},
    quoted_flags: {args: ['-ldflags=-s -X "main.words=two words"', '-tags=one,two']},
    version_control: {args: ['-buildvcs=true'], needs: 'git'},
    go_fips140: {env: {GOFIPS140: 'v1.0.0'}},
    no_module: {source: 'loose', env: {GO111MODULE: 'off'}},
    pie: {args: ['-buildmode=pie', ...STRIPPED]},
    arm64: {args: STRIPPED, env: {GOARCH: 'arm64'}},
    big_endian_32: {args: STRIPPED, env: {GOARCH: 'mips'}},
    cgo: {source: 'cgo', env: {CGO_ENABLED: '1'}, needs: 'gcc'},
    cgo_pie_stripped: {source: 'cgo', args: ['-buildmode=pie', ...STRIPPED], env: {CGO_ENABLED: '1'}, needs: 'gcc'},
    cgo_static: {
        source: 'cgo',
        args: ['-ldflags=-linkmode=external -extldflags=-static'],
        env: {CGO_ENABLED: '1'},
        needs: 'gcc',
    },
    boring: {args: ['-tags=requirefips', ...STRIPPED], env: {GOEXPERIMENT: 'boringcrypto'}},
};

/** The corpus's programs by name: built once for a Go version and these sources, kept outside the project. */
export async function buildCorpus(): Promise<ReadonlyMap<string, Buffer>> {
    const version = await requireGo('The build-information corpus');
    const tools = {gcc: await isThere('gcc'), git: await isThere('git')};
    const wanted = Object.entries(PROGRAMS).filter(([, {needs}]) => needs === undefined || tools[needs]);
    const key = cacheKey([version, JSON.stringify([SOURCES, wanted])]);
    const folder = await cachedFolder('build_information', key, async (draft) => {
        const work = await mkdtemp(join(tmpdir(), 'build-information-'));
        try {
            for (const [name, program] of wanted) {
                await buildProgram(work, program, join(draft, name));
            }
        } finally {
            await rm(work, {recursive: true, force: true});
        }
    });
    await pruneCache('build_information', 2);
    return new Map(
        await Promise.all(wanted.map(async ([name]) => [name, await readFile(join(folder, name))] as const)),
    );
}

async function buildProgram(
    work: string,
    {source = 'small', args = [], env = {}, needs}: Program,
    file: string,
): Promise<void> {
    for (const [path, text] of Object.entries(SOURCES)) {
        await mkdir(dirname(join(work, path)), {recursive: true});
        await writeFile(join(work, path), text);
    }
    const folder = join(work, source);
    if (needs === 'git') {
        await runTool('git', ['init', '-q'], folder);
        await runTool('git', ['add', '.'], folder);
        const author = ['-c', 'user.name=corpus', '-c', 'user.email=corpus@example.com'];
        await runTool('git', [...author, 'commit', '-q', '-m', 'corpus'], folder);
    }
    const target = env['GO111MODULE'] === 'off' ? 'main.go' : '.';
    const vcs = needs === 'git' ? [] : ['-buildvcs=false'];
    await runTool('go', ['build', '-p', '1', ...vcs, ...args, '-o', file, target], folder, {
        CGO_ENABLED: '0',
        ...env,
    });
}

async function isThere(program: string): Promise<boolean> {
    return runTool(program, ['--version'], '.').then(
        () => true,
        () => false,
    );
}
