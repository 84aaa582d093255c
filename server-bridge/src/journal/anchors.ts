import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import * as z from 'zod/mini';
import {parseJson} from '@fips-readiness/core';
import {appendDurably} from '../state/durable_file.ts';
import {findRunFolder} from './run_store.ts';

const FILE = 'anchors.jsonl';

/** A post in the queue's channel and the value of the journal's chain it names. */
const Anchor = z.object({postId: z.string(), head: z.string()});
type Anchor = z.infer<typeof Anchor>;

/** Notes a post beside the run's journal. A run whose folder was moved away is not told of any more. */
export async function keepAnchor(stateDirectory: string, runId: string, anchor: Anchor): Promise<void> {
    await appendDurably(join(findRunFolder(stateDirectory, runId), FILE), JSON.stringify(anchor)).catch(
        () => undefined,
    );
}

/** The posts of a run, in the order they were delivered; a line a crash has torn is left out. */
export async function readAnchors(folder: string): Promise<readonly Anchor[]> {
    const text = await readFile(join(folder, FILE), 'utf8').catch(() => '');
    return text.split('\n').flatMap((line) => {
        const read = Anchor.safeParse(parseJson(line));
        return read.success ? [read.data] : [];
    });
}
