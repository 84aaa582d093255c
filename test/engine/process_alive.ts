import {readFile} from 'node:fs/promises';

/** Whether a process of this id runs. A zombie does not: it holds nothing any more. */
export async function isProcessAlive(pid: string): Promise<boolean> {
    return readFile(`/proc/${pid}/stat`, 'utf8').then(
        (stat) => !/\) Z /.test(stat),
        () => false,
    );
}
