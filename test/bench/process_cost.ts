import {readdir, readFile} from 'node:fs/promises';

const MIB_IN_KB = 1024;

/** What a process has taken so far: processor time of its threads that live, and memory as it is. */
export type ProcessCost = {
    readonly processorMs: number;
    readonly privateMiB: number;
    readonly residentMiB: number;
};

/** Reads it from the kernel. Source: proc_pid_status(5), Documentation/scheduler/sched-stats.rst. */
export async function readProcessCost(pid: number): Promise<ProcessCost> {
    const folder = `/proc/${pid}`;
    const status = await readFile(`${folder}/status`, 'utf8');
    const read = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) / MIB_IN_KB;
    const threads = await readdir(`${folder}/task`);
    const times = await Promise.all(threads.map((thread) => readFile(`${folder}/task/${thread}/schedstat`, 'utf8')));
    const nanoseconds = times.reduce((sum, text) => sum + Number(text.split(' ')[0]), 0);
    return {processorMs: nanoseconds / 1e6, privateMiB: read('RssAnon'), residentMiB: read('VmRSS')};
}
