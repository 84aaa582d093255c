import {isObserved} from '../facts/fact.ts';
import {RESOURCE_PATCH} from '../facts/facts.ts';
import {remedyCommands} from '../remedies/catalogue.ts';
import {isReleased} from '../commands/helm.ts';
import {installationOf, kubectlLine} from '../commands/kubernetes.ts';
import {editSecret, removeOwnUpdateCheck} from '../commands/kubernetes_by_hand.ts';
import {flagLine} from '../commands/line.ts';
import {dumpLine} from '../commands/database_line.ts';
import {printShellWord} from '../commands/shell_word.ts';
import {isOwned, keepSteps, raiseSteps, rotateSteps, unshadowSteps} from './runbook_common.ts';
import {releaseSteps} from './runbook_release.ts';
import {step} from './runbook_step.ts';
import type {RunbookInput, RunbookStep} from './runbook_step.ts';
import {oldResourceSteps, workloadSteps} from './runbook_workload.ts';

/** A deployment in a cluster, by hand. */
export function kubernetesSteps(input: RunbookInput): readonly RunbookStep[] {
    switch (input.place.resource) {
        case 'cluster_installation':
            return oldResourceSteps(input);
        case 'deployment':
        case 'stateful_set':
            return workloadSteps(input);
        default:
            return installationSteps(input);
    }
}

/** The operator's installation: its own update check pulls and tries the image before any pod is replaced. */
function installationSteps(input: RunbookInput): readonly RunbookStep[] {
    const {place, move} = input;
    const kubectl = kubectlLine(place);
    const name = installationOf(place);
    // A chart made the resource: its next upgrade would restore what is patched.
    const [change, undo] = isReleased(place) ? releaseSteps(input) : resourceSteps(input);
    const images = `-o jsonpath='{range .items[*]}{.metadata.name}{"\\t"}{.spec.containers[*].image}{"\\n"}{end}'`;
    return [
        step('back_up', [
            'install -d -m 700 <backup folder>',
            dumpLine(place),
            `${kubectl} get mattermost ${name} -o yaml > <backup folder>/mattermost.yaml`,
        ]),
        ...raiseSteps(input),
        ...keepSteps(input),
        ...unshadowSteps(input),
        ...rotateSteps(input, [...remedyCommands('rotate_database_password', place), editSecret(place)]),
        change,
        step('wait_for_pods', [`${kubectl} get pods -l app=mattermost -w`]),
        step('verify', [`${kubectl} get pods -l app=mattermost ${images}`, flagLine(place)], {
            image: move.image,
            direction: input.direction,
        }),
        step('read_log', [`${kubectl} logs -l app=mattermost --since 10m --tail -1`]),
        step('try_out'),
        {...undo, commands: [...undo.commands, removeOwnUpdateCheck(place, name)]},
    ];
}

/** What the resource says of its image, and what rolls that back. Where another tool keeps the resource, nothing is typed. */
function resourceSteps(input: RunbookInput): readonly [RunbookStep, RunbookStep] {
    const {facts, place, move} = input;
    const {running_image: running, image_source: source} = facts;
    const old = move.repository.endsWith(move.to) ? move.repository.slice(0, -move.to.length) + move.from : move.from;
    const edit = {file: '<manifest>', line: null, variable: null};
    const data = {image: move.repository, pin: move.pin, tag: move.tag};
    if (isObserved(source) && source.value.variable === RESOURCE_PATCH) {
        const [from, to] = [
            `image: ${isObserved(running) ? running.value.reference : '<image>'}`,
            `image: ${move.image}`,
        ];
        const type = isOwned(input) ? [] : [`${kubectlLine(place)} edit mattermost ${installationOf(place)}`];
        return [
            step('change_resource_patch', type, {variable: RESOURCE_PATCH}, {...edit, from, to}),
            step('roll_back', type, {}, {...edit, from: to, to: from}),
        ];
    }
    if (isOwned(input)) {
        const [from, to] = [`image: ${old}`, `image: ${move.repository}`];
        return [
            step('change_resource_manifest', [], data, {...edit, from, to}),
            step('roll_back', [], {}, {...edit, from: to, to: from}),
        ];
    }
    const patch = (image: string) => {
        // A resource that names a digest keeps it in spec.version, next to the image.
        const spec = move.pin === 'digest' ? {image, version: move.tag} : {image};
        const json = printShellWord(JSON.stringify({spec}));
        return `${kubectlLine(place)} patch mattermost ${installationOf(place)} --type merge -p ${json}`;
    };
    return [step('patch_resource', [patch(move.repository)], data), step('roll_back', [patch(old)])];
}
