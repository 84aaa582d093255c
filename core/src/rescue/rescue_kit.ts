import type {Plan, PlannedTarget} from '../plan/plan.ts';
import {printShellWord} from '../commands/shell_word.ts';
import type {RunState} from '../run/run_state.ts';

/** A target on a Docker engine. */
export type DockerTarget = Exclude<PlannedTarget, {readonly kind: 'kubernetes'}>;

/** What a rescue kit of a Docker deployment is written from. Names of copies are inside the kit's folder. */
export type RescueKit = {
    readonly folder: string;
    readonly runId: string;
    readonly plan: Plan;
    readonly target: DockerTarget;
    readonly state: Pick<RunState, 'steps' | 'back' | 'changed' | 'waitsFor' | 'end' | 'kitFolder' | 'restoredBundles'>;
    /** Each edited file: its path, and copies in the kit of its old text, of the run's own, and of what is found there later. */
    readonly files: readonly {
        readonly path: string;
        readonly copy: string;
        readonly made: string;
        readonly found: string;
    }[];
    /** Where the old password's verifier lies, and the container PostgreSQL runs in; null where nothing is rotated. */
    readonly password: {
        readonly copy: string;
        readonly container: string;
        readonly role: string;
        readonly database: string;
    } | null;
    /** Plugins whose stored bundle the FIPS server may have replaced; the kit has a copy of each. */
    readonly bundles: readonly string[];
    /** Names of a plain container's old one while the new one runs, and of the new one while it is made. */
    readonly keptContainer: string;
    readonly nextContainer: string;
    /** Name of the container the run holds the deployment by, which never runs. */
    readonly lock: string;
    /** When the engine starts the old container again by itself, as `docker update --restart` takes it. */
    readonly restartPolicy: string;
};

/** The old image's file in the kit's folder, as `docker save` writes it; only there where no registry gives it back. */
export const KEPT_IMAGE = 'old-image.tar';

/** The one line that takes a run back on its host, typed anywhere: no agent, no Mattermost. */
export function printRescueLine(folder: string): string {
    return `sh ${printShellWord(`${folder}/rollback.sh`)}`;
}

/**
 * The commands that bring the old state back, each to be typed anywhere on the host with Docker alone. Only what the run
 * may have changed is reverted, the password first: without its database nothing else is touched. Rendered here from typed data; nothing in them comes from a post (security.md rule 1).
 */
export function makeRescueCommands(kit: RescueKit): readonly string[] {
    const {state} = kit;
    const commands = [
        ...(kit.password && state.changed.has('rotate') ? passwordLines(kit, kit.password) : []),
        ...(state.changed.has('edit') ? kit.files.flatMap((file) => copyLines(kit, file)) : []),
        ...(state.changed.has('recreate') ? [...imageLines(kit), ...containerLines(kit)] : []),
    ];
    // The next agent may then change the deployment, though this run's has not ended.
    return commands.length === 0 ? [] : [...commands, lockLine(kit.lock)];
}

function lockLine(lock: string): string {
    return `docker rm --force ${printShellWord(lock)} || true`;
}

/**
 * A text that is neither the old one nor the run's own is somebody's: it is kept in the kit before it is written over. `cat`
 * keeps the file's own mode, owner and place; a copy would bring the kit's.
 */
function copyLines({folder}: RescueKit, file: RescueKit['files'][number]): readonly string[] {
    const path = printShellWord(file.path);
    const [copy, made, found] = [file.copy, file.made, file.found].map((name) => printShellWord(`${folder}/${name}`));
    return [
        `test ! -e ${path} || cmp -s ${path} ${copy} || cmp -s ${path} ${made} || cp -p ${path} ${found}`,
        `cat ${copy} > ${path}`,
    ];
}

/** A database that was stopped is started, and given a minute to take the login. */
function passwordLines({folder}: RescueKit, password: NonNullable<RescueKit['password']>): readonly string[] {
    const {container, role, database, copy} = password;
    const psql = `psql -X -q -w -v ON_ERROR_STOP=1 -U ${printShellWord(role)} -d ${printShellWord(database)}`;
    const alter = `docker exec -i ${printShellWord(container)} ${psql} < ${printShellWord(`${folder}/${copy}`)}`;
    return [
        `docker start ${printShellWord(container)}`,
        `(n=0; until ${alter}; do n=$((n + 1)); test "$n" -lt 30 || exit 1; sleep 2; done)`,
    ];
}

/** The old image by its id: from the kit's file, else pulled again, where a clean-up has taken it; named as the files name it. */
function imageLines({plan: {from}, target, folder}: RescueKit): readonly string[] {
    if (from.id === null) {
        return [];
    }
    const id = printShellWord(from.id);
    const reference = printShellWord(from.reference);
    const file = printShellWord(`${folder}/${KEPT_IMAGE}`);
    const named = target.kind === 'compose' && !from.reference.includes('@');
    return [
        `docker image inspect ${id} >/dev/null 2>&1 || docker load --input ${file} || docker pull ${reference}`,
        ...(named ? [`docker tag ${id} ${reference}`] : []),
    ];
}

/** Without `--volumes`: those of the new container may be the old one's. What was not made yet need not be removed. */
function plainLines(kit: RescueKit): readonly string[] {
    const {target, state, keptContainer, nextContainer, restartPolicy} = kit;
    const name = printShellWord(target.container);
    const kept = printShellWord(keptContainer);
    const made = state.steps.get('recreate') === 'done' ? name : `${name} ${printShellWord(nextContainer)}`;
    return [
        `docker rm --force ${made} || true`,
        `docker update --restart ${printShellWord(restartPolicy)} ${kept}`,
        `docker rename ${kept} ${name}`,
        ...bundleLines(kit).map((line) => `${line} || true`),
        `docker start ${name}`,
    ];
}

/** A kept bundle unpacked into the file store, for a container that runs or does not. */
function bundleLines({target, folder, bundles}: RescueKit): readonly string[] {
    return bundles.map((id) => printBundleLine(target.container, `${folder}/${nameKeptBundle(id)}`));
}

/** Where a kit has a plugin's stored bundle: a tar file to be unpacked into the file store's folder. */
export function nameKeptBundle(id: string): string {
    return `plugins/${id}.tar`;
}

/** The command that unpacks a copy of the kit into the file store of a container. */
export function printBundleLine(container: string, copy: string): string {
    return `docker cp - ${printShellWord(container)}:/mattermost/data/plugins < ${printShellWord(copy)}`;
}

/** The FIPS server is stopped first: it writes its own build while it starts. One that runs the old image again is left alone. */
function stoppedBundleLines(kit: RescueKit): readonly string[] {
    const {from} = kit.plan;
    const lines = bundleLines(kit);
    const name = printShellWord(kit.target.container);
    const runsOld = `test "$(docker container inspect --format '{{.Image}}' ${name})" = ${printShellWord(from.id ?? '')}`;
    return lines.length === 0 ? [] : [`${runsOld} || { docker stop ${name}; ${lines.join('; ')}; } || true`];
}

function containerLines(kit: RescueKit): readonly string[] {
    const {target} = kit;
    if (target.kind === 'docker') {
        return plainLines(kit);
    }
    const words = [
        // Compose takes them from the environment, and whoever types this may be anybody, anywhere.
        ...(target.caller
            ? [`PWD=${printShellWord(target.caller.pwd)} HOME=${printShellWord(target.caller.home)}`]
            : []),
        'docker compose',
        `--project-directory ${printShellWord(target.folder)}`,
        `--project-name ${printShellWord(target.name)}`,
        ...target.files.map((file) => `--file ${printShellWord(file)}`),
        ...target.envFiles.map((file) => `--env-file ${printShellWord(file)}`),
        ...(target.profiles ?? []).map((profile) => `--profile ${printShellWord(profile)}`),
        `up --detach --pull never ${printShellWord(target.service)}`,
    ];
    return [...stoppedBundleLines(kit), words.join(' ')];
}

/**
 * `rollback.sh`: the same commands, in order, stopping at the first that fails. It needs a POSIX shell and Docker, not the
 * agent, its state, or Mattermost. A plain container is only restored while the kept one is there.
 */
export function printRescueScript(kit: RescueKit): string {
    const commands = makeRescueCommands(kit);
    const guard = kit.target.kind === 'docker' && kit.state.changed.has('recreate') ? printPlainGuard(kit) : [];
    return [
        '#!/bin/sh',
        `# Takes back the run ${kit.runId} of fips-agent. Needs Docker and nothing else.`,
        'set -eu',
        'say() { printf \'%s\\n\' "$1"; }',
        'command -v docker >/dev/null || { say "docker is not on the PATH; nothing was changed."; exit 69; }',
        ...(commands.length === 0 ? ["say 'The run had changed nothing yet: there is nothing to take back.'"] : []),
        ...guard,
        ...commands.flatMap((command) => [`say ${printShellWord(`+ ${command}`)}`, command]),
        ...(kit.state.changed.has('edit') ? kit.files.map((file) => printFoundLine(kit, file)) : []),
        ...(commands.length === 0 ? [] : ["say 'Done. Mattermost starts again; it takes as long as it usually does.'"]),
        '',
    ].join('\n');
}

/** Says which file somebody had changed, and where their text is now. */
function printFoundLine({folder}: RescueKit, {path, found}: RescueKit['files'][number]): string {
    const kept = `${folder}/${found}`;
    const said = `${path} was changed by somebody after the run; their text is kept as ${kept}`;
    return `test ! -e ${printShellWord(kept)} || say ${printShellWord(said)}`;
}

/** The old container is known by its id: it may be back already, or be gone, and then nothing is removed. */
function printPlainGuard({target, keptContainer, lock}: RescueKit): readonly string[] {
    const name = printShellWord(target.container);
    const id = printShellWord(target.containerId);
    return [
        `if [ "$(docker container inspect --format '{{.Id}}' ${name} 2>/dev/null)" = ${id} ]; then`,
        "    say 'The old container is in its place already; it is started.'",
        `    docker start ${name}`,
        `    ${lockLine(lock)}`,
        '    exit 0',
        'fi',
        `if ! docker container inspect ${printShellWord(keptContainer)} >/dev/null 2>&1; then`,
        `    say ${printShellWord(`The old container ${keptContainer} is gone; nothing was changed.`)}`,
        '    exit 1',
        'fi',
    ];
}
