import {makeRescueCommands} from '@fips-readiness/core';
import type {DockerSettings} from '../../../settings/settings.ts';
import type {Driver} from '../../../port/driver.ts';
import {readStagedChange} from '../kept/staged_change.ts';
import {describeKit} from './write_rescue_kit.ts';

/** The commands of a run's rescue kit, for where the run is. */
export async function describeRescue(
    {RESCUE_DIR: directory}: Pick<DockerSettings, 'RESCUE_DIR'>,
    {plan, runId, folder, state}: Parameters<Driver['describeRescue']>[0],
): Promise<readonly string[]> {
    const staged = await readStagedChange(folder);
    return staged ? makeRescueCommands(describeKit({directory, runId, plan, staged}, state)) : [];
}
