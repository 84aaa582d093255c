import type {Data} from '../values/data.ts';
import {engineLine} from './docker.ts';
import {kubectlLine} from './kubernetes.ts';

/** The command that shows the log of the agent next to a deployment, under the name that `init` or the manifests give it. */
export function printAgentLogLine(place: Data): string {
    return place.kind === 'kubernetes'
        ? `${kubectlLine(place)} logs deploy/fips-agent`
        : `${engineLine(place)} logs fips-agent`;
}
