import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {SHIPPED_BIN} from '../../agent/run_agent.ts';
import {readQuestions} from '../../cluster/audit.ts';
import {kubernetesBinaries} from '../../cluster/binaries.ts';
import type {Cluster} from '../../cluster/cluster.ts';
import type {Fleet} from '../../cluster/fleet.ts';
import {grantReading} from '../../cluster/grant.ts';
import {median} from '../figure.ts';
import type {Figure} from '../figure.ts';
import {readProcessCost} from '../process_cost.ts';

const EVERY_MS = 20;
const ROUNDS = 3;

type Row = {readonly namespace: string; readonly report: unknown};

/** `fips-agent check --all-namespaces` of a fleet, by a person who may read all of it: memory, questions, and time next to kubectl. */
export async function* measureFleetCheck(
    cluster: Cluster,
    {selector}: Pick<Fleet, 'selector'>,
    installations: number,
): AsyncGenerator<Figure> {
    const folder = await mkdtemp(join(tmpdir(), 'bench-fleet-'));
    try {
        const kubeconfig = join(folder, 'kubeconfig');
        await cluster.writeKubeconfig(kubeconfig, {user: 'vera'});
        await grantReading(cluster.api);
        const env = {HOME: folder, KUBECONFIG: kubeconfig, STATE_DIR: join(folder, 'state')};
        const kubectl = join(await kubernetesBinaries(), 'kubectl');
        const same = ['get', 'mattermosts,deployments,secrets,pods', '-A', '-l', selector, '-o', 'json'];
        const lists: number[] = [];
        for (let round = 0; round < ROUNDS; round += 1) {
            lists.push((await watchProcess(kubectl, same, env)).tookMs);
        }
        const asked = (await readQuestions(cluster, 'vera')).length;
        const argv = ['check', '--all-namespaces', '--context', cluster.context, '--format', 'json'];
        const {tookMs, privateMiB, output} = await watchProcess(process.execPath, [SHIPPED_BIN, ...argv], env);
        const questions = (await readQuestions(cluster, 'vera')).slice(asked);
        const rows = (JSON.parse(output) as readonly Row[]).filter(({namespace}) => namespace.startsWith('fleet-'));
        const checked = rows.filter(({report}) => report !== null).length;
        const list = median(lists);
        yield {
            name: 'cluster: check -A, installations not checked',
            value: installations - checked,
            unit: 'installations',
            limit: 0,
            note: `of ${installations}`,
        };
        yield {
            name: 'cluster: check -A, private memory at most (RssAnon)',
            value: privateMiB,
            unit: 'MiB',
            limit: 150,
        };
        yield {
            name: 'cluster: check -A, questions to the API for each installation',
            value: questions.length / installations,
            unit: 'requests',
            note: countEach(questions, installations),
        };
        yield {
            name: 'cluster: check -A, over kubectl get of the same objects',
            value: tookMs / list,
            unit: 'times',
            note: `${(tookMs / 1000).toFixed(1)} and ${(list / 1000).toFixed(1)} s; it also asks every server, database and registry`,
        };
    } finally {
        await rm(folder, {recursive: true, force: true});
    }
}

/** Runs a program to its end, and looks at its memory all the time. */
async function watchProcess(
    program: string,
    args: readonly string[],
    env: Readonly<Record<string, string>>,
): Promise<{readonly tookMs: number; readonly privateMiB: number; readonly output: string}> {
    const startedAt = performance.now();
    const child = spawn(program, args, {env, stdio: ['ignore', 'pipe', 'inherit']});
    const parts: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => parts.push(part));
    let privateMiB = 0;
    const timer = setInterval(() => {
        readProcessCost(child.pid ?? 0).then(
            // One that is ending has no memory any more.
            (cost) => (privateMiB = Math.max(privateMiB, cost.privateMiB || 0)),
            () => undefined,
        );
    }, EVERY_MS);
    await once(child, 'close');
    clearInterval(timer);
    return {tookMs: performance.now() - startedAt, privateMiB, output: Buffer.concat(parts).toString('utf8')};
}

/** What is asked for each installation, the most frequent first. */
function countEach(questions: readonly string[], installations: number): string {
    const counts = new Map<string, number>();
    for (const question of questions) {
        counts.set(question, (counts.get(question) ?? 0) + 1);
    }
    return [...counts]
        .filter(([, count]) => count >= installations)
        .toSorted(([, one], [, other]) => other - one)
        .map(([question, count]) => `${(count / installations).toFixed(1)} ${question}`)
        .join(', ');
}
