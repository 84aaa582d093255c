import {isObserved} from '@fips-readiness/core';
import type {LayerResult} from '@fips-readiness/core';
import type {Instance} from '../port/driver.ts';
import {fetchAnonymousFacts} from '../server/server_rest.ts';
import {layer} from './layer.ts';

/** What every instance has to be. `fips` is null where servers do not tell. */
export type WantedInstances = {
    readonly reference: string;
    readonly imageId: string;
    readonly fips: boolean | null;
    readonly observedAt: string;
};

/** Several instances, by the platform's word and their own: none may run another image than the others, or be another build. */
export async function judgeInstances(instances: readonly Instance[], wanted: WantedInstances): Promise<LayerResult> {
    const {reference, imageId} = wanted;
    const others = instances.filter((one) => one.imageReference !== reference || one.imageId !== imageId);
    if (others.length > 0) {
        return layer('pods', 'failed', 'another_image', namesOf(others));
    }
    const waiting = instances.filter(({health}) => health !== 'healthy');
    if (waiting.length > 0) {
        return layer('pods', 'failed', 'not_ready', namesOf(waiting));
    }
    const wrong = await Promise.all(instances.map((one) => isOtherBuild(one, wanted)));
    const builds = instances.filter((_one, index) => wrong[index]);
    return builds.length > 0
        ? layer('pods', 'failed', 'another_build', namesOf(builds))
        : layer('pods', 'ok', 'all_ready', namesOf(instances));
}

/** One that does not tell, or is not reached, is proved by its image alone. */
async function isOtherBuild({urls: [url]}: Instance, {fips, observedAt}: WantedInstances): Promise<boolean> {
    if (fips === null || url === undefined) {
        return false;
    }
    const {server} = await fetchAnonymousFacts(url, observedAt);
    return isObserved(server) && server.value.fips !== null && server.value.fips !== fips;
}

function namesOf(instances: readonly Instance[]): readonly string[] {
    return instances.map(({name}) => name);
}
