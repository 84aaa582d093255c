import {applyPatch} from 'rfc6902';
import type {Operation} from 'rfc6902';
import type {Deployment} from './deployment.ts';
import type {Mattermost, Status} from './resource.ts';

/** The Deployment after the resource's own patch, and what the status says of it; one that does not fit is left out. */
export function patchDeployment(
    {spec: {resourcePatch}}: Mattermost,
    desired: Deployment,
): {readonly desired: Deployment; readonly resourcePatch?: Status['resourcePatch']} {
    const {disable = false, patch = ''} = resourcePatch?.deployment ?? {};
    if (disable || patch === '') {
        return {desired};
    }
    const patched = structuredClone(desired);
    const error = tryPatch(patched, patch);
    return error === undefined
        ? {desired: patched, resourcePatch: {deploymentPatch: {applied: true}}}
        : {
              desired,
              resourcePatch: {
                  deploymentPatch: {applied: false, error: `failed to apply patch to Deployment: ${error}`},
              },
          };
}

function tryPatch(deployment: Deployment, patch: string): string | undefined {
    try {
        return applyPatch(deployment, JSON.parse(patch) as Operation[]).find((error) => error !== null)?.message;
    } catch {
        return 'it is not a JSON Patch';
    }
}
