import {FipsError} from '@fips-readiness/core';
import type {DockerTarget} from '@fips-readiness/core';
import type {DeploymentLock, Holder} from '../../../port/driver.ts';
import type {Engine} from '../engine/engine.ts';
import {nameLock} from '../rescue/container_names.ts';

const LABEL = 'fips-readiness.run';

/**
 * The lock that the deployment itself carries: one run at a time, whatever state folder it is journaled in. It is a container
 * that never runs, because the engine gives each name once; it outlives a crash, as the open run does. `isOver` knows the runs
 * of this state folder that are not open: what such a one has left behind is removed. Throws FipsError `run_elsewhere`.
 */
export async function takeDeploymentLock(
    engine: Engine,
    input: {
        readonly target: DockerTarget;
        readonly holder: Holder;
        /** Any image does; tried in order. */
        readonly imageIds: readonly string[];
        readonly isOver: (runId: string) => boolean;
    },
): Promise<DeploymentLock> {
    const {target, holder, imageIds, isOver} = input;
    const name = nameLock(target);
    const labels = {
        [LABEL]: holder.runId,
        [`${LABEL}.host`]: holder.host,
        [`${LABEL}.since`]: holder.since,
    };
    const release = () => engine.removeContainer(name);
    for (const imageId of imageIds) {
        const held = await engine.holdName({name, imageId, labels});
        if (held === true) {
            return {release};
        }
        if (held === false) {
            const found = await engine.fetchContainer(name);
            const {
                [LABEL]: runId = '',
                [`${LABEL}.host`]: host = '',
                [`${LABEL}.since`]: since = '',
            } = found?.labels ?? {};
            if (runId === holder.runId) {
                return {release};
            }
            if (found && !isOver(runId)) {
                throw new FipsError('run_elsewhere', {run: runId.slice(0, 8), host, since, free: `docker rm ${name}`});
            }
            await release();
            if (await engine.holdName({name, imageId, labels})) {
                return {release};
            }
            throw new FipsError('run_elsewhere', {run: runId.slice(0, 8), host, since, free: `docker rm ${name}`});
        }
    }
    // Neither image is here: a rollback brings one back, and no new run can be planned without one.
    return {release: () => Promise.resolve()};
}
