import {access, chmod} from 'node:fs/promises';
import {join} from 'node:path';
import {makeResourceCommands, printResourceScript, printRescueText} from '@fips-readiness/core';
import type {Plan, RunState} from '@fips-readiness/core';
import {findRescueFolder} from '../../../journal/rescue_folder.ts';
import {writeDurably} from '../../../state/durable_file.ts';
import {openStateDirectory} from '../../../state/state_directory.ts';
import {speakEnglish} from '../../../words/speak.ts';
import {nameLease} from '../run/deployment_lease.ts';
import {targetOf} from '../target_of.ts';

/** What a kit is written from. */
export type KitInput = {
    readonly directory: string;
    readonly runId: string;
    readonly plan: Plan;
    readonly state: RunState;
};

/** Writes the resource as it was (it may hold secrets; mode 0600) and the texts; before the patch. */
export async function writeKit(input: KitInput, resource: unknown): Promise<void> {
    await openStateDirectory(input.directory);
    const folder = findRescueFolder(input.directory, input.runId);
    await openStateDirectory(folder);
    await writeKitTexts(input);
    // The last one says that the kit is whole.
    await writeDurably(join(folder, RESOURCE), `${JSON.stringify(resource, null, 2)}\n`);
}

/** Writes ROLLBACK.txt and rollback.sh for where the run is now. */
export async function writeKitTexts({directory, runId, plan, state}: KitInput): Promise<void> {
    const folder = findRescueFolder(directory, runId);
    const rescue = {plan, runId, state, lease: nameLease(targetOf(plan))};
    const notes = {folder, runId, plan, state, commands: makeResourceCommands(rescue), files: []};
    await writeDurably(join(folder, 'ROLLBACK.txt'), printRescueText(notes, speakEnglish));
    const script = join(folder, 'rollback.sh');
    await writeDurably(script, printResourceScript(rescue));
    await chmod(script, 0o700);
}

/** Whether a run's kit is there, and whole. */
export function hasKit(directory: string, runId: string): Promise<boolean> {
    return access(join(findRescueFolder(directory, runId), RESOURCE)).then(
        () => true,
        () => false,
    );
}

const RESOURCE = 'mattermost-before.json';
