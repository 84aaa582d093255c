/** What KWOK cannot know of a pod, as annotations of it: the address where somebody answers for it, and the digest of its image. */
export const POD_ADDRESS = 'fleet/address';
export const POD_IMAGE_ID = 'fleet/image-id';

const READY = '.status.conditions.[] | select( .type == "Ready" ) | .status';
const NOT_READY = {key: READY, operator: 'NotIn', values: ['True']};
const DELETED = '.metadata.deletionTimestamp';

const NODE_STATUS = `
{{ $now := Now }}
conditions:
{{ range NodeConditions }}
- lastHeartbeatTime: {{ $now | Quote }}
  lastTransitionTime: {{ $now | Quote }}
  message: {{ .message | Quote }}
  reason: {{ .reason | Quote }}
  status: {{ .status | Quote }}
  type: {{ .type | Quote }}
{{ end }}
allocatable: {cpu: 1k, memory: 1Ti, pods: 1M}
capacity: {cpu: 1k, memory: 1Ti, pods: 1M}
nodeInfo:
  architecture: amd64
  bootID: ""
  containerRuntimeVersion: kwok-{{ Version }}
  kernelVersion: kwok-{{ Version }}
  kubeProxyVersion: kwok-{{ Version }}
  kubeletVersion: kwok-{{ Version }}
  machineID: ""
  operatingSystem: linux
  osImage: ""
  systemUUID: ""
phase: Running
`;

const POD_STATUS = `
{{ $now := Now }}
{{ $annotations := or .metadata.annotations dict }}
conditions:
{{ range list "PodScheduled" "Initialized" "ContainersReady" "Ready" }}
- lastTransitionTime: {{ $now | Quote }}
  status: "True"
  type: {{ . }}
{{ end }}
containerStatuses:
{{ range .spec.containers }}
- image: {{ .image | Quote }}
  imageID: {{ or (index $annotations "${POD_IMAGE_ID}") "" | Quote }}
  name: {{ .name | Quote }}
  ready: true
  started: true
  restartCount: 0
  state:
    running:
      startedAt: {{ $now | Quote }}
{{ end }}
{{ with index $annotations "${POD_ADDRESS}" }}
podIP: {{ . | Quote }}
podIPs:
- ip: {{ . | Quote }}
{{ end }}
phase: Running
startTime: {{ $now | Quote }}
`;

/**
 * What KWOK does with nodes and pods: a node is well, a pod runs as soon as it is there, and one that is to go is gone. Its own stages
 * for them make up addresses. Source: kwok.sigs.k8s.io, "Stages Configuration".
 */
export function printStages(): string {
    const stage = (name: string, kind: string, matchExpressions: readonly object[], next: object): string =>
        JSON.stringify({
            apiVersion: 'kwok.x-k8s.io/v1alpha1',
            kind: 'Stage',
            metadata: {name},
            spec: {resourceRef: {apiGroup: 'v1', kind}, selector: {matchExpressions}, next},
        });
    return [
        stage('node-ready', 'Node', [NOT_READY], {statusTemplate: NODE_STATUS}),
        stage('pod-ready', 'Pod', [{key: DELETED, operator: 'DoesNotExist'}, NOT_READY], {statusTemplate: POD_STATUS}),
        stage('pod-gone', 'Pod', [{key: DELETED, operator: 'Exists'}], {delete: true}),
    ].join('\n---\n');
}
