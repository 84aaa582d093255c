import {access, chmod} from 'node:fs/promises';
import {join} from 'node:path';
import * as z from 'zod/mini';
import {makeResourceCommands, printCreateLine, printResourceScript, printRescueText} from '@fips-readiness/core';
import type {Plan, ResourceRescue, RunState} from '@fips-readiness/core';
import {findRescueFolder} from '../../../journal/rescue_folder.ts';
import {writeDurably} from '../../../state/durable_file.ts';
import {openStateDirectory} from '../../../state/state_directory.ts';
import {speakEnglish} from '../../../words/speak.ts';
import type {StagedPassword} from '../password/staged_password.ts';
import {nameLease} from '../run/deployment_lease.ts';
import {targetOf} from '../target_of.ts';
import {describePassword, printPasswordFiles} from './password_files.ts';

/** What a kit is written from. */
export type KitInput = {
    readonly directory: string;
    readonly runId: string;
    readonly plan: Plan;
    readonly state: RunState;
    /** The passwords of a rotation; null where nothing is rotated. */
    readonly staged: StagedPassword | null;
};

/** Writes the resource as it was and the copies a rotation is reverted with (they hold secrets; mode 0600), and the texts; before the first change. */
export async function writeKit(input: KitInput, resource: unknown): Promise<void> {
    await openStateDirectory(input.directory);
    const folder = findRescueFolder(input.directory, input.runId);
    await openStateDirectory(folder);
    if (input.staged) {
        for (const [name, text] of printPasswordFiles(input.staged)) {
            await writeDurably(join(folder, name), text);
        }
    }
    await writeKitTexts(input);
    // The last one says that the kit is whole.
    await writeDurably(join(folder, RESOURCE), `${JSON.stringify(Manifest.parse(resource), null, 2)}\n`);
}

/** Writes ROLLBACK.txt and rollback.sh for where the run is now. */
export async function writeKitTexts(input: KitInput): Promise<void> {
    const {directory, runId, plan, state} = input;
    const folder = findRescueFolder(directory, runId);
    const rescue = describeKit(input);
    const cluster = {
        context: plan.target.host,
        createLine: printCreateLine(plan.target, join(folder, RESOURCE)),
    };
    const commands = makeResourceCommands(rescue);
    const notes = {folder, runId, plan, state, commands, files: [], cluster};
    await writeDurably(join(folder, 'ROLLBACK.txt'), printRescueText(notes, speakEnglish));
    const script = join(folder, 'rollback.sh');
    await writeDurably(script, printResourceScript(rescue));
    await chmod(script, 0o700);
}

/** What the commands of a kit are made from. */
export function describeKit({directory, runId, plan, state, staged}: KitInput): ResourceRescue {
    const target = targetOf(plan);
    return {
        plan,
        runId,
        state,
        lease: nameLease(target),
        password: staged && describePassword(staged, findRescueFolder(directory, runId)),
    };
}

/** Whether a run's kit is there, and whole. */
export function hasKit(directory: string, runId: string): Promise<boolean> {
    return access(join(findRescueFolder(directory, runId), RESOURCE)).then(
        () => true,
        () => false,
    );
}

const RESOURCE = 'mattermost-before.json';

/** What a resource can be made from again: without what the API server gives it. */
const Manifest = z.object({
    apiVersion: z.string(),
    kind: z.string(),
    metadata: z.object({
        name: z.string(),
        namespace: z.string(),
        labels: z.optional(z.unknown()),
        annotations: z.optional(z.unknown()),
    }),
    spec: z.unknown(),
});
