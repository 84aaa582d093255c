import {isReleased} from '../commands/helm.ts';
import {installationOf, kubectlLine, removeUpdateCheck} from '../commands/kubernetes.ts';
import {flagLine} from '../commands/line.ts';
import {dumpLine} from '../commands/database_line.ts';
import {printShellWord} from '../commands/shell_word.ts';
import {keepSteps, raiseSteps, rotateSteps, unshadowSteps} from './runbook_common.ts';
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
    const patch = (image: string) => {
        // A resource that names a digest keeps it in spec.version, next to the image.
        const spec = move.pin === 'digest' ? {image, version: move.tag} : {image};
        return `${kubectl} patch mattermost ${name} --type merge -p ${printShellWord(JSON.stringify({spec}))}`;
    };
    const old = move.repository.endsWith(move.to) ? move.repository.slice(0, -move.to.length) + move.from : move.from;
    // A chart made the resource: its next upgrade would restore what is patched.
    const [change, undo] = isReleased(place)
        ? releaseSteps(input)
        : [step('patch_resource', [patch(move.repository)], {image: move.repository}), step('roll_back', [patch(old)])];
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
        ...rotateSteps(input, [`${kubectl} edit secret <database secret>`]),
        change,
        step('wait_for_pods', [`${kubectl} get pods -l app=mattermost -w`]),
        step('verify', [`${kubectl} get pods -l app=mattermost ${images}`, flagLine(place)], {
            image: move.image,
            direction: input.direction,
        }),
        step('read_log', [`${kubectl} logs -l app=mattermost --since 10m --tail -1`]),
        step('try_out'),
        {...undo, commands: [...undo.commands, ...removeUpdateCheck(place)]},
    ];
}
