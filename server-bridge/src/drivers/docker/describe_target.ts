import type {DockerTarget} from '@fips-readiness/core';
import type {EngineInfo} from './engine/engine.ts';
import type {Found} from './found.ts';

/** What a plan pins: this very container, of this service, on this engine. */
export function describeTarget(
    info: Pick<EngineInfo, 'id' | 'host'>,
    {container, project, name, service}: Found,
): DockerTarget {
    const pinned = {
        name,
        host: info.host,
        identity: info.id,
        container: container.name,
        containerId: container.id,
    };
    return project
        ? {
              kind: 'compose',
              ...pinned,
              service,
              folder: project.directory,
              files: [...project.files],
              envFiles: [...project.envFiles],
              ...(project.profiles.length > 0 && {profiles: [...project.profiles]}),
              ...(project.caller && {caller: project.caller}),
          }
        : {kind: 'docker', ...pinned};
}
