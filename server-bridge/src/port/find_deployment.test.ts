import {FipsError} from '@fips-readiness/core';
import {findAskedDrivers} from '../agent/open_agent.ts';
import {readSettings} from '../settings/read_settings.ts';
import {findNamedPlatform} from '../settings/named_platform.ts';
import {findDeployment} from './find_deployment.ts';
import type {Detection, Driver} from './driver.ts';

const asked: string[] = [];
beforeEach(() => void asked.splice(0));

function makeDriver(kind: Driver['kind'], finds: Detection | FipsError, isNamed = false): Driver {
    return {
        kind,
        isNamed,
        detect: () => {
            asked.push(kind);
            return finds instanceof FipsError ? Promise.reject(finds) : Promise.resolve(finds);
        },
    } as Partial<Driver> as Driver;
}
const deployment = {name: 'mm'} as Extract<Detection, {readonly code: 'found'}>['deployment'];
const FOUND: Detection = {code: 'found', deployment};
const NONE: Detection = {code: 'not_mine', reason: 'no_kubeconfig'};
const AWAY = new FipsError('engine_unreachable');

test('a platform that is not here keeps nobody from asking the next one', async () => {
    await expect(findDeployment([makeDriver('docker', AWAY), makeDriver('kubernetes', FOUND)])).resolves.toBe(
        deployment,
    );
});

test('where no other one finds anything, what was not here is the error', async () => {
    await expect(findDeployment([makeDriver('docker', AWAY), makeDriver('kubernetes', NONE)])).rejects.toBe(AWAY);
});

test.each([
    ['a named platform that is not here', AWAY, true],
    ['a platform that is here and refuses', new FipsError('compose_refuses'), false],
])('%s ends the search', async (_name, error, isNamed) => {
    await expect(findDeployment([makeDriver('docker', error, isNamed), makeDriver('kubernetes', FOUND)])).rejects.toBe(
        error,
    );
    expect(asked).toEqual(['docker']);
});

test.each([
    ['nothing', {}, undefined],
    ['a context', {KUBE_CONTEXT: 'production'}, 'kubernetes'],
    ['a namespace', {KUBE_NAMESPACE: 'chat'}, 'kubernetes'],
    ['a kubeconfig alone, which many have for other things', {KUBECONFIG: '/root/.kube/config'}, undefined],
    ['a container', {CONTAINER: 'mattermost'}, 'docker'],
    ['an engine alone', {DOCKER_HOST: 'unix:///var/run/docker.sock'}, undefined],
    ['both', {CONTAINER: 'mattermost', KUBE_CONTEXT: 'production'}, 'kubernetes'],
    ['both, and which of them counts', {KUBE_CONTEXT: 'production', DEPLOYMENT: 'docker'}, 'docker'],
])('the settings name %s', async (_name, env, platform) => {
    const {settings} = await readSettings({file: '/dev/null', env, options: {}});
    expect(findNamedPlatform(settings)).toBe(platform);
    const drivers = (['compose', 'docker', 'kubernetes'] as const).map((kind) =>
        makeDriver(kind, NONE, platform === (kind === 'kubernetes' ? 'kubernetes' : 'docker')),
    );
    const kinds = findAskedDrivers({drivers, settings}).map(({kind}) => kind);
    expect(kinds).toEqual(
        settings.DEPLOYMENT === 'docker'
            ? ['docker']
            : platform === undefined
              ? ['compose', 'docker', 'kubernetes']
              : platform === 'docker'
                ? ['compose', 'docker']
                : ['kubernetes'],
    );
});
