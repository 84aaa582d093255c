import {statfs} from 'node:fs/promises';

/** Whether a folder's file system has room for so many bytes, for whoever is not root. */
export async function checkSpace(
    folder: string,
    neededBytes: number,
): Promise<{readonly enough: boolean; readonly freeBytes: number}> {
    const {bavail, bsize} = await statfs(folder);
    const freeBytes = bavail * bsize;
    return {enough: freeBytes >= neededBytes, freeBytes};
}
