/** What the doctor says of a cluster: `doctor.cluster.…`. ICU message syntax, English. */
export const CLUSTER_WORDS = {
    'doctor.cluster.ok': 'The Kubernetes API of the context {context} answers',
    'doctor.cluster.no_kubeconfig':
        'There is no kubeconfig: set KUBECONFIG, or put one where kubectl looks for it (~/.kube/config).',
    'doctor.cluster.right.ok': 'May {verb} {resource}',
    'doctor.cluster.right.resource':
        'May not {verb} {resource} in the namespace {namespace}: no Mattermost resource is found there.',
    'doctor.cluster.right.workloads':
        'May not {verb} {resource} in the namespace {namespace}: what runs without the Mattermost Operator is not found there.',
    'doctor.cluster.right.pods':
        'May not {verb} {resource} in the namespace {namespace}: nobody can say what runs there.',
    'doctor.cluster.right.secrets':
        'May not {verb} {resource} in the namespace {namespace}: the database password cannot be checked. Ask for get on the Secret of the database.',
    'doctor.cluster.right.variables':
        'May not {verb} {resource} in the namespace {namespace}: what the server’s variables from it say stays unknown, passwords and keys included.',
    'doctor.cluster.right.pull_secrets':
        'May not {verb} {resource} in the namespace {namespace}: the registry is asked without a login, so whether it has the FIPS image may stay unknown.',
    'doctor.cluster.right.logs':
        'May not {verb} {resource} in the namespace {namespace}: the server’s log is not read.',
    'doctor.cluster.right.exec':
        'May not {verb} {resource} in the namespace {namespace}: local mode is out of reach, so the server’s settings, plugins and accounts stay unknown here. The page sees them.',
    'doctor.cluster.right.deployments':
        'May not {verb} {resource} in the namespace {namespace}: an outage by the strategy Recreate is not expected, and a push proxy is not seen.',
    'doctor.cluster.right.update_check':
        'May not {verb} {resource} in the namespace {namespace}: an old Job of the operator’s update check is not seen.',
    'doctor.cluster.right.operator':
        'May not {verb} {resource} in the whole cluster or in the namespace mattermost-operator: whether the operator runs stays unknown.',
    'doctor.cluster.right.services':
        'May not {verb} {resource} in the namespace {namespace}: whether an Ingress leads to Mattermost stays unknown, and from outside the cluster a database in it is not reached.',
    'doctor.cluster.right.again':
        'May not {verb} {resource} in the namespace {namespace}: a run cannot follow the change, so the agent starts none.',
    'doctor.cluster.right.forward':
        'May not {verb} {resource} in the namespace {namespace}: from outside the cluster the server itself is not reached, so its build is proved by the image alone.',
    'doctor.cluster.right.quotas':
        'May not {verb} {resource} in the namespace {namespace}: a quota that refuses a new pod is not foreseen.',
    'doctor.cluster.right.claims':
        'May not {verb} {resource} in the namespace {namespace}: a volume that keeps a new pod from starting is not foreseen.',
    'doctor.cluster.right.ingresses':
        'May not {verb} {resource} in the namespace {namespace}: which Ingress leads to Mattermost stays unknown.',
    'doctor.cluster.right.budgets':
        'May not {verb} {resource} in the namespace {namespace}: which PodDisruptionBudgets cover the pods stays unknown.',
    'doctor.cluster.right.patch':
        'May not {verb} {resource} in the namespace {namespace}: the agent only plans the change; apply it by hand.',
    'doctor.cluster.right.lease':
        'May not {verb} {resource} in the namespace {namespace}: nothing would keep a second run away, so the agent starts none.',
    'doctor.cluster.right.job':
        'May not {verb} {resource} in the namespace {namespace}: after a failed update check its Job stays; the rollback names the command that removes it.',
    'doctor.cluster.right.rotation':
        'May not {verb} {resource} in the namespace {namespace}: where the database password is too short for the FIPS build, the agent cannot change it. Ask for patch on the Secret of the database.',
    'doctor.cluster.right.rehearsal':
        'May not {verb} {resource} in the namespace {namespace}: plans are without a rehearsal, so a failing image is found after the patch, by the operator’s update check. The component rehearsal in deploy/kubernetes has the rights.',
    'doctor.cluster.right.nodes': 'May not {verb} {resource}: the processor architecture of the nodes stays unknown.',
    'doctor.cluster.right.all_nodes':
        'May not {verb} {resource}: nodes that new pods may start on stay unknown, where no pod runs on them now.',
    'doctor.cluster.right.cluster': 'May not {verb} {resource}: the cluster is known by its address alone.',
} as const;
