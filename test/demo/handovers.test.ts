import {join} from 'node:path';
import {addContainer} from '../engine_stand_in/add_container.ts';
import type {Container} from '../engine_stand_in/container.ts';
import {startReadyDeployment} from './ready_deployment.ts';
import type {ReadyDeployment} from './ready_deployment.ts';

const TIMEOUT_MS = 180_000;
const SHORT_PASSWORD = 'short-one-7';

describe('what a plan says of deployments the agent does not move by itself, or not unseen', () => {
    let ready: ReadyDeployment;
    afterEach(() => ready.close());

    const find = (name: string): Container => {
        const {containers} = ready.deployment.engine.state;
        const found = [...containers.values()].find((one) => one.name.includes(name));
        if (!found) {
            throw new Error(`no container ${name}`);
        }
        return found;
    };
    const plan = async (...options: readonly string[]) => {
        const run = await ready.agent(['plan', ...options]);
        return {...run, said: run.stdout.replace(/\s+/g, ' ')};
    };

    test(
        'two containers of the service: brought down to one first, or by hand; nothing is offered to be carried out',
        async () => {
            ready = await startReadyDeployment();
            const first = find('mattermost-1');
            addContainer(ready.deployment.engine.state, {
                ...first,
                name: first.name.replace(/-1$/, '-2'),
                image: first.imageReference,
                environment: {},
                network: [...first.networks.keys()][0] ?? '',
            } as Parameters<typeof addContainer>[1]);
            const {said, exitCode} = await plan();
            expect(said).toContain('The service runs more than one container on this host (replicas, or up --scale)');
            expect(said).not.toContain('fips-agent apply');
            expect(exitCode).toBe(0);
        },
        TIMEOUT_MS,
    );

    test(
        'a short password of a pooler: named, and not changed in one of its two places',
        async () => {
            ready = await startReadyDeployment(SHORT_PASSWORD);
            Object.assign(find('postgres'), {imageReference: 'docker.io/edoburu/pgbouncer:1.23'});
            const {said} = await plan('--rotate');
            expect(said).toMatch(/pooler/);
            expect(said).not.toContain('fips-agent apply');
        },
        TIMEOUT_MS,
    );

    test.each(['missing.plan', 'a folder.plan/below'])(
        'a plan file that is not there, %s: the file, how to make it, and nothing is done',
        async (name) => {
            ready = await startReadyDeployment();
            const file = join(ready.folder, name);
            const run = await ready.agent(['apply', file, '--yes']);
            expect(run.stderr).toContain('[plan_missing]');
            expect(run.stderr).toContain(`The file ${file} does not exist`);
            expect(run.stderr.replace(/\s+/g, ' ')).toContain(
                `fips-agent plan --out ${name.includes(' ') ? '' : file}`,
            );
            expect(run.exitCode).toBe(64);
        },
        TIMEOUT_MS,
    );

    test(
        'a file that is there and holds no plan is not called missing',
        async () => {
            ready = await startReadyDeployment();
            const run = await ready.agent(['apply', ready.folder, '--yes']);
            expect(run.stderr).toContain('[plan_unreadable]');
        },
        TIMEOUT_MS,
    );

    test(
        'a rehearsal gives a registry that sends nothing as long as PULL_STALL_SECONDS says',
        async () => {
            ready = await startReadyDeployment();
            Object.assign(ready.deployment.engine.state, {pullMs: 200_000});
            const run = await ready.agent(['rehearse'], {PULL_STALL_SECONDS: '5'});
            expect(run.stderr.replace(/\s+/g, ' ')).toContain('5 seconds');
            expect(run.stderr).toContain('[pull_stalled]');
        },
        TIMEOUT_MS,
    );
});
