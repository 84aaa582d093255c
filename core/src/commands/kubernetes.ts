import type {Data} from '../values/data.ts';
import type {Commands} from './commands.ts';
import {printWordOr} from './shell_word.ts';

/** `kubectl` in the deployment's namespace. */
export function kubectlLine(place: Data): string {
    return `kubectl -n ${printWordOr(place.namespace, '<namespace>')}`;
}

/** The name of a resource or workload as a shell word, or the placeholder. */
export function installationOf(place: Data): string {
    return printWordOr(place.name, '<installation>');
}

/** What makes the pods, as `kubectl` takes it. An operator's Deployment has the name of its resource. */
export function workloadOf(place: Data): string {
    return `${place.resource === 'stateful_set' ? 'statefulset' : 'deploy'}/${installationOf(place)}`;
}

/** The server's container as a shell word. */
export function containerOf(place: Data): string {
    return printWordOr(place.container, 'mattermost');
}

/** Turns the resource of an older operator into today's. Source: mattermost-operator, docs/migration.md. */
export function turnIntoMattermost(place: Data): readonly string[] {
    const name = installationOf(place);
    return [
        'kubectl get deployments --all-namespaces --field-selector metadata.name=mattermost-operator -o wide',
        `${kubectlLine(place)} patch clusterinstallation ${name} --type merge -p '{"spec":{"migrate":true}}'`,
        `${kubectlLine(place)} get clusterinstallations,mattermosts`,
    ];
}

/** Looks at the operator's own Deployment, and lets it run. */
export function startOperator({operatorNamespace, operator}: Data): readonly string[] {
    const kubectl = `kubectl -n ${printWordOr(operatorNamespace, '<namespace of the operator>')}`;
    const name = printWordOr(operator, 'mattermost-operator');
    return [`${kubectl} describe deployment ${name}`, `${kubectl} scale deployment ${name} --replicas 1`];
}

/** Removes the Job of an update check; the operator makes another one when it needs it. */
export function removeUpdateCheck(place: Data): readonly string[] {
    return [`${kubectlLine(place)} delete job mattermost-update-check --ignore-not-found`];
}

/** How much of each quota is used. */
export function describeQuotas(place: Data): readonly string[] {
    return [`${kubectlLine(place)} describe resourcequota`];
}

const none = (): readonly string[] => [];
const listPods = (place: Data): readonly string[] => [`${kubectlLine(place)} get pods`];

/** A deployment in a cluster. Nodes pull by themselves, and there is no engine to type at. */
export const KUBERNETES: Commands = {
    inMattermost: (place, interactive) =>
        `${kubectlLine(place)} exec ${interactive ? '-it ' : ''}${workloadOf(place)} -c ${containerOf(place)} --`,
    inDatabase: () => undefined,
    list: listPods,
    findMattermost: listPods,
    showImage: (place) => [
        `${kubectlLine(place)} get ${workloadOf(place)} -o jsonpath='{.spec.template.spec.containers[*].image}'`,
    ],
    pull: none,
    logIn: none,
    carryIn: none,
    rehearse: (place) => [
        `fips-agent rehearse --namespace ${printWordOr(place.namespace, '<namespace>')} --name ${installationOf(place)}`,
    ],
    applyFiles: none,
    start: listPods,
    restart: (place) => [`${kubectlLine(place)} rollout restart ${workloadOf(place)}`],
    readLog: (place) => [`${kubectlLine(place)} logs ${workloadOf(place)} -c ${containerOf(place)} --tail 200`],
    reloadProxies: none,
    showCompose: none,
    freeSpace: none,
    copyConfiguration: none,
};
