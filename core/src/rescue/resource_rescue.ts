import {kubectlLine} from '../commands/kubernetes.ts';
import {removeOwnUpdateCheck} from '../commands/kubernetes_by_hand.ts';
import {printShellWord} from '../commands/shell_word.ts';
import {invertPatch} from '../plan/invert_patch.ts';
import {placeTarget} from '../plan/place_target.ts';
import type {Plan} from '../plan/plan.ts';
import {makeVisible} from '../redaction/printable.ts';
import type {RunState} from '../run/run_state.ts';

/** What the commands that bring a resource back are made from. `lease` is the one the run holds the installation by. */
export type ResourceRescue = {
    readonly plan: Plan;
    readonly runId: string;
    readonly state: Pick<RunState, 'changed'>;
    readonly lease: string;
    /** How a rotation is reverted; null where nothing is rotated. Paths are those of files in the kit. */
    readonly password: {
        readonly secret: string;
        /** The Service a pod of the cluster runs the database behind; null for a database elsewhere. */
        readonly service: {readonly namespace: string; readonly name: string} | null;
        readonly host: string;
        readonly port: string;
        readonly role: string;
        readonly database: string;
        readonly tls: 'prefer' | 'require' | 'verify-full';
        readonly files: Readonly<Record<'sql' | 'isOld' | 'toOld' | 'oldLogin' | 'nextLogin', string>>;
    } | null;
};

/**
 * The commands that bring a patched resource back, to be typed anywhere `kubectl` reaches the cluster: the reversed patch, which changes
 * nothing where somebody has changed the resource meanwhile, and what the run would leave behind. None before the first change.
 */
export function makeResourceCommands({plan, state, lease, password}: ResourceRescue): readonly string[] {
    const kubectl = kubectlLine(placeTarget(plan.target));
    const commands = [
        ...(password && state.changed.has('rotate') ? passwordLines(kubectl, password) : []),
        ...(state.changed.has('patch') ? resourceLines(kubectl, plan) : []),
    ];
    return commands.length === 0 ? [] : [...commands, `${printFreeLine(plan.target, lease)} --ignore-not-found`];
}

/** The command that gives an installation free which a run holds by this Lease. */
export function printFreeLine(target: Plan['target'], lease: string): string {
    return `${kubectlLine(placeTarget(target))} delete lease ${printShellWord(lease)}`;
}

/** The command that makes a resource again from its manifest in the kit; it changes nothing where one of that name is there. */
export function printCreateLine(target: Plan['target'], manifest: string): string {
    return `${kubectlLine(placeTarget(target))} create -f ${printShellWord(manifest)}`;
}

/** PostgreSQL first, then every key of the Secret: whichever of the two passwords either has by now. */
function passwordLines(kubectl: string, password: NonNullable<ResourceRescue['password']>): readonly string[] {
    const {files} = password;
    const secret = printShellWord(password.secret);
    const patch = (file: string) =>
        `${kubectl} patch secret ${secret} --type json --patch-file ${printShellWord(file)}`;
    return [alterLine(password), `${patch(files.isOld)} || ${patch(files.toOld)}`];
}

/** In the database's own pod no password is asked for; elsewhere the new one is tried, and then whether the old one holds already. */
function alterLine({service, host, port, role, database, tls, files}: NonNullable<ResourceRescue['password']>): string {
    const [user, name, sql] = [role, database, files.sql].map(printShellWord);
    const psql = 'psql -X -q -w -v ON_ERROR_STOP=1';
    if (service) {
        const kubectl = kubectlLine({namespace: service.namespace});
        return `${kubectl} exec -i ${printShellWord(`svc/${service.name}`)} -- ${psql} -U ${user} -d ${name} < ${sql}`;
    }
    const asking = (login: string) =>
        `PGSSLMODE=${tls} PGPASSFILE=${printShellWord(login)} ${psql} -h ${printShellWord(host)} -p ${printShellWord(port)} -U ${user} -d ${name}`;
    return `${asking(files.nextLogin)} < ${sql} || ${asking(files.oldLogin)} -c 'select 1'`;
}

function resourceLines(kubectl: string, {change, target, from}: Plan): readonly string[] {
    if (change.way !== 'patch') {
        return [];
    }
    const name = printShellWord(target.name);
    const jobServer = printShellWord(`${target.name}-jobserver`);
    // The operator takes its time: until then a Deployment is as rolled out as before.
    const waitLines = (deployment: string) => [
        `${kubectl} wait deployment ${deployment} --for ${printShellWord(`jsonpath={.spec.template.spec.containers[0].image}=${from.reference}`)} --timeout 10m`,
        `${kubectl} rollout status deployment ${deployment} --timeout 10m`,
    ];
    return [
        `${kubectl} patch mattermost ${name} --type json -p ${printShellWord(JSON.stringify(invertPatch(change.operations)))}`,
        removeOwnUpdateCheck(placeTarget(target), name),
        ...waitLines(name),
        // By itself: where the cluster does not tell, the script stops.
        `job_server="$(${kubectl} get deployment ${jobServer} --ignore-not-found -o name)"`,
        ...waitLines(jobServer).map((line) => `test -z "$job_server" || ${line}`),
    ];
}

/**
 * `rollback.sh`: the same commands, in order, stopping at the first that fails, and only where kubectl reaches the resource of the run:
 * another context may have one of the same name. It needs a POSIX shell and kubectl.
 */
export function printResourceScript(rescue: ResourceRescue): string {
    const commands = makeResourceCommands(rescue);
    const needsPsql = rescue.password?.service === null;
    return [
        '#!/bin/sh',
        `# Rolls back the run ${rescue.runId} of fips-agent. Needs kubectl with a login to the cluster${needsPsql ? ' and psql where the database is reached' : ', and nothing else'}.`,
        'set -eu',
        'say() { printf \'%s\\n\' "$1"; }',
        'command -v kubectl >/dev/null || { say "kubectl is not on the PATH; nothing was changed."; exit 69; }',
        ...(commands.length === 0
            ? ["say 'The run had changed nothing yet: there is nothing to take back.'"]
            : [
                  ...guardLines(rescue.plan.target),
                  ...commands.flatMap((command) => [`say ${printShellWord(`+ ${command}`)}`, command]),
                  "say 'Done. Every pod runs the old image again.'",
              ]),
        '',
    ].join('\n');
}

/** Ends the script unless kubectl reaches the very resource. */
function guardLines(target: Plan['target']): readonly string[] {
    const name = printShellWord(target.name);
    const uid = target.kind === 'kubernetes' ? target.uid : '';
    const ask = `${kubectlLine(placeTarget(target))} get mattermost ${name} --ignore-not-found -o jsonpath='{.metadata.uid}'`;
    const stop = (sentence: string) => `{ say ${printShellWord(sentence)}; exit 69; }`;
    const unseen = 'The cluster did not tell which resource this is. Nothing was changed.';
    const other = `kubectl does not reach the resource of this run: its context is another cluster's, or the resource was deleted. Nothing was changed. The run used the context ${makeVisible(target.host)}.`;
    return [`uid="$(${ask})" || ${stop(unseen)}`, `test "$uid" = ${printShellWord(uid)} || ${stop(other)}`];
}
