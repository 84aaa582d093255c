import {NO_TIME} from './container.ts';
import type {Container} from './container.ts';
import type {EngineState} from './engine_state.ts';
import {describeMissing, describeSurroundings, findProgram} from './exec.ts';
import {writeOutput} from './output.ts';
import type {Program, Service} from './program.ts';
import {EngineRefusal} from './refusal.ts';

/** The exit code the engine keeps of a program that is not there. */
const NOT_FOUND_EXIT = 127;
const FIRST_RESTART_MS = 100;
const RESTARTING_POLICIES = ['always', 'unless-stopped'];
const ANONYMOUS_VOLUME = /^[0-9a-f]{64}$/;

/** Starts it; false where it runs already. A one-off's program runs to its end at once, a server runs on. */
export function startContainer(state: EngineState, container: Container): boolean {
    if (isAlive(container)) {
        return false;
    }
    const service = findService(state, container);
    if (service) {
        runService(state, container, service);
        return true;
    }
    const [name = '', ...argv] = [...container.entrypoint, ...container.command];
    const program = findProgram(state, container, name);
    if (!program) {
        container.state = {...container.state, exitCode: NOT_FOUND_EXIT};
        throw new EngineRefusal(
            400,
            `failed to create shim: OCI runtime create failed: unable to start container process: ${describeMissing(name)}: unknown`,
        );
    }
    runProgram(state, container, program, argv);
    return true;
}

/** Stops it; false where it does not run. Servers end well when they are asked to. */
export function stopContainer(state: EngineState, container: Container): boolean {
    if (!isAlive(container)) {
        return false;
    }
    findService(state, container)?.stop();
    endContainer(state, container, 0);
    return true;
}

/** Removes it, with the volumes nobody named where `withVolumes`. Throws EngineRefusal for one that runs. */
export function removeContainer(
    state: EngineState,
    container: Container,
    {isForced, withVolumes}: {readonly isForced: boolean; readonly withVolumes: boolean},
): void {
    if (isAlive(container) && !isForced) {
        throw new EngineRefusal(
            409,
            `You cannot remove a running container ${container.id}. Stop the container before attempting removal or force remove`,
        );
    }
    stopContainer(state, container);
    state.containers.delete(container.id);
    for (const {type, name} of container.mounts) {
        if (withVolumes && type === 'volume' && ANONYMOUS_VOLUME.test(name)) {
            state.volumes.delete(name);
        }
    }
}

/** Runs now, or is about to be started again. */
export function isAlive({state}: Container): boolean {
    return state.status === 'running' || state.status === 'restarting';
}

function runProgram(state: EngineState, container: Container, program: Program, argv: readonly string[]): void {
    markRunning(state, container);
    const result = program({argv, user: container.user, ...describeSurroundings(state, container)});
    writeOutput(state, container, {stream: 'stdout', text: result.stdout});
    writeOutput(state, container, {stream: 'stderr', text: result.stderr});
    endContainer(state, container, result.exitCode);
}

function runService(state: EngineState, container: Container, service: Service): void {
    markRunning(state, container);
    const {startedAt} = container.state;
    const isThisRun = () => container.state.status === 'running' && container.state.startedAt === startedAt;
    service.start({
        environment: container.environment,
        print: (line) => writeOutput(state, container, {stream: 'stdout', text: `${line}\n`}),
        becomeHealthy: () => {
            if (isThisRun() && container.hasHealthcheck) {
                container.state = {...container.state, health: 'healthy'};
            }
        },
        exit: (exitCode) => {
            if (isThisRun()) {
                endContainer(state, container, exitCode);
                restartByPolicy(state, container, service);
            }
        },
    });
}

/** The pause doubles each time, as the engine's does. */
function restartByPolicy(state: EngineState, container: Container, service: Service): void {
    if (!RESTARTING_POLICIES.includes(container.restartPolicy)) {
        return;
    }
    container.state = {...container.state, status: 'restarting'};
    const again = () => {
        if (container.state.status === 'restarting' && state.containers.has(container.id)) {
            container.restartCount += 1;
            runService(state, container, service);
        }
    };
    setTimeout(again, FIRST_RESTART_MS * 2 ** container.restartCount).unref();
}

function markRunning(state: EngineState, container: Container): void {
    container.state = {
        status: 'running',
        health: container.hasHealthcheck ? 'starting' : undefined,
        startedAt: state.now().toISOString(),
        finishedAt: NO_TIME,
        exitCode: 0,
        pid: 4000 + state.containers.size,
    };
}

function endContainer(state: EngineState, container: Container, exitCode: number): void {
    const finishedAt = state.now().toISOString();
    container.state = {...container.state, status: 'exited', finishedAt, exitCode, pid: 0};
    state.events.emit(`end ${container.id}`);
    if (container.autoRemove) {
        state.containers.delete(container.id);
    }
}

/** The image's server, where the container runs the image's own command. */
function findService({images}: EngineState, {imageId, entrypoint, command}: Container): Service | undefined {
    const image = images.get(imageId);
    const isOwn = entrypoint.length === 0 && JSON.stringify(command) === JSON.stringify(image?.command);
    return isOwn ? image?.service : undefined;
}
