import {FipsError} from '@fips-readiness/core';
import {makeDrivers} from '../drivers/registry.ts';
import type {ListedDeployment} from '../port/driver.ts';
import type {Settings} from '../settings/settings.ts';
import {withoutOneDeployment} from '../settings/without_one.ts';
import {findAskedDrivers, openAgent} from './open_agent.ts';
import type {GlobalOptions, Surroundings} from './open_agent.ts';

/** Every deployment of a platform, and the settings that hold for each of them. */
export type DeploymentList = {readonly settings: Settings; readonly listed: AsyncIterable<ListedDeployment>};

/** The deployments of the first driver that has a list of them. Throws FipsError `not_offered` where none has. */
export async function listDeployments(surroundings: Surroundings, options: GlobalOptions): Promise<DeploymentList> {
    const agent = await openAgent(surroundings, options);
    const settings = withoutOneDeployment(agent.settings);
    const drivers = findAskedDrivers({settings, drivers: makeDrivers(settings, surroundings.env)});
    const [listed] = drivers.flatMap(({findAll}) => (findAll ? [findAll()] : []));
    if (!listed) {
        throw new FipsError('not_offered', {
            reason: `The settings or options name a deployment of ${drivers.map(({kind}) => kind).join(' or ')}, and that platform does not have a list of all deployments.`,
        });
    }
    return {settings, listed};
}
