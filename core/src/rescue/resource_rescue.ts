import {kubectlLine} from '../commands/kubernetes.ts';
import {printShellWord} from '../commands/shell_word.ts';
import {invertPatch} from '../plan/invert_patch.ts';
import {placeTarget} from '../plan/place_target.ts';
import type {Plan} from '../plan/plan.ts';
import type {RunState} from '../run/run_state.ts';

/** What the commands that bring a resource back are made from. `lease` is the one the run holds the installation by. */
export type ResourceRescue = {
    readonly plan: Plan;
    readonly runId: string;
    readonly state: Pick<RunState, 'changed'>;
    readonly lease: string;
};

/**
 * The commands that bring a patched resource back, to be typed anywhere `kubectl` reaches the cluster: the reversed patch, which changes
 * nothing where somebody has changed the resource meanwhile, and what the run would leave behind. None before the patch.
 */
export function makeResourceCommands({plan, state, lease}: ResourceRescue): readonly string[] {
    const {change, target} = plan;
    if (change.way !== 'patch' || !state.changed.has('patch')) {
        return [];
    }
    const kubectl = kubectlLine(placeTarget(target));
    const name = printShellWord(target.name);
    return [
        `${kubectl} patch mattermost ${name} --type json -p ${printShellWord(JSON.stringify(invertPatch(change.operations)))}`,
        `${kubectl} delete job mattermost-update-check --ignore-not-found`,
        // The operator takes its time: until then the Deployment is as rolled out as before.
        `${kubectl} wait deployment ${name} --for ${printShellWord(`jsonpath={.spec.template.spec.containers[0].image}=${plan.from.reference}`)} --timeout 10m`,
        `${kubectl} rollout status deployment ${name} --timeout 10m`,
        `${kubectl} delete lease ${printShellWord(lease)} --ignore-not-found`,
    ];
}

/** `rollback.sh`: the same commands, in order, stopping at the first that fails. It needs a POSIX shell and kubectl. */
export function printResourceScript(rescue: ResourceRescue): string {
    const commands = makeResourceCommands(rescue);
    return [
        '#!/bin/sh',
        `# Takes back the run ${rescue.runId} of fips-agent. Needs kubectl with a login to the cluster, and nothing else.`,
        'set -eu',
        'say() { printf \'%s\\n\' "$1"; }',
        'command -v kubectl >/dev/null || { say "kubectl is not on the PATH; nothing was changed."; exit 69; }',
        ...(commands.length === 0 ? ["say 'The run had changed nothing yet: there is nothing to take back.'"] : []),
        ...commands.flatMap((command) => [`say ${printShellWord(`+ ${command}`)}`, command]),
        ...(commands.length === 0 ? [] : ["say 'Done. Every pod runs the old image again.'"]),
        '',
    ].join('\n');
}
