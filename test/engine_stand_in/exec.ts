import {randomBytes} from 'node:crypto';
import {posix} from 'node:path';
import * as z from 'zod/mini';
import {parseJson} from '@fips-readiness/core';
import type {Container} from './container.ts';
import type {EngineState, Exec} from './engine_state.ts';
import {findEntry} from './file_system.ts';
import type {Program, ProgramResult, ProgramRun} from './program.ts';
import {EngineRefusal} from './refusal.ts';

const ExecRequest = z.object({
    Cmd: z.array(z.string()).check(z.minLength(1)),
    User: z._default(z.string(), ''),
    AttachStdout: z._default(z.boolean(), false),
    AttachStderr: z._default(z.boolean(), false),
});

/** What runc's refusal of a program that is not there ends with, and its text on the stream. */
const NOT_FOUND_EXIT = 126;

/** POST /containers/{id}/exec */
export function createExec(state: EngineState, container: Container, body: string): Exec {
    const request = ExecRequest.safeParse(parseJson(body));
    if (!request.success) {
        throw new EngineRefusal(400, 'No exec command specified');
    }
    requireRunning(container);
    const {Cmd, User, AttachStdout, AttachStderr} = request.data;
    const exec: Exec = {
        id: randomBytes(32).toString('hex'),
        containerId: container.id,
        argv: Cmd,
        user: User,
        withStdout: AttachStdout,
        withStderr: AttachStderr,
        exitCode: null,
    };
    state.execs.set(exec.id, exec);
    return exec;
}

export function findExec(state: EngineState, id: string): Exec {
    const exec = state.execs.get(id);
    if (!exec) {
        throw new EngineRefusal(404, `No such exec instance: ${id}`);
    }
    return exec;
}

/** POST /exec/{id}/start: runs the program of the container's image; only what was attached is handed back. */
export function runExec(state: EngineState, exec: Exec): ProgramResult {
    const container = state.containers.get(exec.containerId);
    if (!container) {
        throw new EngineRefusal(404, `No such container: ${exec.containerId}`);
    }
    requireRunning(container);
    if (exec.exitCode !== null) {
        throw new EngineRefusal(409, `Error: Exec command ${exec.id} has already run`);
    }
    const [name = '', ...argv] = exec.argv;
    const program = findProgram(state, container, name);
    const result = program?.({argv, user: exec.user, ...describeSurroundings(state, container)}) ?? {
        stdout: refuseProgram(name),
        stderr: '',
        exitCode: NOT_FOUND_EXIT,
    };
    exec.exitCode = result.exitCode;
    return {
        ...result,
        stdout: exec.withStdout ? result.stdout : '',
        stderr: exec.withStderr ? result.stderr : '',
    };
}

/** GET /exec/{id}/json */
export function viewExec(exec: Exec): unknown {
    const [entrypoint = '', ...args] = exec.argv;
    return {
        ID: exec.id,
        Running: false,
        ExitCode: exec.exitCode,
        ProcessConfig: {tty: false, entrypoint, arguments: args, privileged: false, user: exec.user},
        OpenStdin: false,
        OpenStderr: exec.withStderr,
        OpenStdout: exec.withStdout,
        CanRemove: false,
        ContainerID: exec.containerId,
        DetachKeys: '',
        Pid: 0,
    };
}

function requireRunning(container: Container): void {
    if (container.state.status !== 'running') {
        throw new EngineRefusal(409, `Container ${container.id} is not running`);
    }
}

/** What a program sees of its container. */
export function describeSurroundings(
    state: EngineState,
    container: Container,
): Pick<ProgramRun, 'environment' | 'readFile'> {
    return {
        environment: container.environment,
        readFile: (path) => {
            const entry = findEntry(state, container, path);
            return entry === undefined || entry.isFolder ? undefined : entry.read();
        },
    };
}

/** By absolute path, or by name in the folders of the container's PATH. */
export function findProgram(state: EngineState, container: Container, name: string): Program | undefined {
    const programs = state.images.get(container.imageId)?.programs ?? {};
    if (name.startsWith('/')) {
        return programs[name];
    }
    const path = container.environment.find((line) => line.startsWith('PATH='))?.slice('PATH='.length) ?? '';
    return path
        .split(':')
        .map((folder) => programs[posix.join(folder, name)])
        .find((program) => program !== undefined);
}

function refuseProgram(name: string): string {
    return `OCI runtime exec failed: exec failed: unable to start container process: ${describeMissing(name)}: unknown\r\n`;
}

/** The runtime's reason for a program that is not there. */
export function describeMissing(name: string): string {
    return name.startsWith('/')
        ? `stat ${name}: no such file or directory`
        : `exec: "${name}": executable file not found in $PATH`;
}
