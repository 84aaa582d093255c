import {isObserved} from '../facts/fact.ts';
import {dumpLine} from '../commands/database_line.ts';
import {helmLine, isReleased} from '../commands/helm.ts';
import {containerOf, KUBERNETES, kubectlLine, turnIntoMattermost, workloadOf} from '../commands/kubernetes.ts';
import {editSecret} from '../commands/kubernetes_by_hand.ts';
import {flagLine} from '../commands/line.ts';
import {remedyCommands} from '../remedies/catalogue.ts';
import {printWordOr} from '../commands/shell_word.ts';
import {isOwned, keepSteps, raiseSteps, rotateSteps, unshadowSteps} from './runbook_common.ts';
import {releaseSteps} from './runbook_release.ts';
import {step} from './runbook_step.ts';
import type {RunbookInput, RunbookStep} from './runbook_step.ts';

/** A resource of an older operator, by hand: it becomes today's first, and is moved then. */
export function oldResourceSteps({place}: RunbookInput): readonly RunbookStep[] {
    return [
        step('back_up', [
            'install -d -m 700 <backup folder>',
            dumpLine(place),
            `${kubectlLine(place)} get clusterinstallations -o yaml > <backup folder>/mattermost.yaml`,
        ]),
        step('turn_into_mattermost', turnIntoMattermost(place)),
    ];
}

/** A workload without an operator, by hand: in the values of its release, or in its manifest. */
export function workloadSteps(input: RunbookInput): readonly RunbookStep[] {
    const {place, move, direction} = input;
    const kubectl = kubectlLine(place);
    const workload = workloadOf(place);
    const [change, undo] = isReleased(place) ? releaseSteps(input) : manifestSteps(input);
    return [
        step('back_up', [
            'install -d -m 700 <backup folder>',
            dumpLine(place),
            `${kubectl} get ${workload} -o yaml > <backup folder>/mattermost.yaml`,
            ...(isReleased(place) ? [`${helmLine(place, 'get values')} > <backup folder>/values.yaml`] : []),
        ]),
        ...raiseSteps(input),
        ...keepSteps(input),
        ...unshadowSteps(input),
        ...rotateSteps(input, [...remedyCommands('rotate_database_password', place), editSecret(place)]),
        change,
        step('wait_for_rollout', [`${kubectl} rollout status ${workload}`]),
        step('verify', [...KUBERNETES.showImage(place), flagLine(place)], {image: move.image, direction}),
        step('read_log', [`${kubectl} logs ${workload} -c ${containerOf(place)} --since 10m --tail -1`]),
        step('try_out'),
        undo,
    ];
}

function manifestSteps(input: RunbookInput): readonly [RunbookStep, RunbookStep] {
    const {facts, place, move} = input;
    const {running_image: running} = facts;
    const old = isObserved(running) ? running.value.reference : '';
    const setImage = `${kubectlLine(place)} set image ${workloadOf(place)} ${containerOf(place)}=`;
    // What is typed, another tool that keeps the workload takes back.
    const type = (image: string) => (isOwned(input) ? [] : [`${setImage}${image}`]);
    const edit = {file: '<manifest>', line: null, variable: null};
    const [from, to] = [`image: ${old || '<image>'}`, `image: ${move.image}`];
    return [
        step('change_manifest', type(move.image), {}, {...edit, from, to}),
        step('roll_back', type(printWordOr(old, '<image>')), {}, {...edit, from: to, to: from}),
    ];
}
