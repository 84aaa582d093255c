import {chmod, mkdir} from 'node:fs/promises';
import {basename, join} from 'node:path';
import {KEPT_IMAGE, makeRescueCommands, nameKeptBundle, printRescueScript, printRescueText} from '@fips-readiness/core';
import type {Plan, RescueKit, RunState} from '@fips-readiness/core';
import {printPasswordSql} from '../../../rotation/print_password_sql.ts';
import type {StagedChange} from '../kept/staged_change.ts';
import {writeDurably} from '../../../state/durable_file.ts';
import {openStateDirectory} from '../../../state/state_directory.ts';
import {findRescueFolder} from '../../../journal/rescue_folder.ts';
import {speakEnglish} from '../../../words/speak.ts';
import {targetOf} from '../target_of.ts';
import {nameKeptContainer, nameLock, nameNextContainer} from './container_names.ts';

/** What a kit is made from besides the plan. */
export type KitInput = {
    readonly directory: string;
    readonly runId: string;
    readonly plan: Plan;
    readonly staged: StagedChange;
};

/** Where the old image is saved for a run whose registry would not give it back. */
export function findKeptImage(directory: string, runId: string): string {
    return join(findRescueFolder(directory, runId), KEPT_IMAGE);
}

/** Where a run's kit has the stored bundle of a plugin, for a kit that keeps it. */
export function findKeptBundle(directory: string, runId: string, pluginId: string): string {
    return join(findRescueFolder(directory, runId), nameKeptBundle(pluginId));
}

/** Writes the copies a rescue needs; before the first change. Folder 0700, files 0600. */
export async function writeKitCopies(input: KitInput): Promise<void> {
    const folder = findRescueFolder(input.directory, input.runId);
    await openStateDirectory(input.directory);
    await mkdir(join(folder, 'files'), {recursive: true, mode: 0o700});
    for (const [index, {path, before, after}] of input.staged.files.entries()) {
        const {copy, made} = nameCopies(index, path);
        await writeDurably(join(folder, copy), before);
        await writeDurably(join(folder, made), after);
    }
    if (input.staged.password) {
        await writeDurably(join(folder, PASSWORD_COPY), printPasswordSql(input.staged.password.old));
    }
}

/** Writes ROLLBACK.txt and rollback.sh anew for where the run stands now. */
export async function writeKitTexts(input: KitInput, state: RunState): Promise<void> {
    const kit = describeKit(input, state);
    const notes = {...kit, commands: makeRescueCommands(kit), files: kit.files.map(({path}) => path)};
    await writeDurably(join(kit.folder, 'ROLLBACK.txt'), printRescueText(notes, speakEnglish));
    const script = join(kit.folder, 'rollback.sh');
    await writeDurably(script, printRescueScript(kit));
    await chmod(script, 0o700);
}

const PASSWORD_COPY = 'password.sql';

/** The kit of a run as it lies on the host, for where the run stands. */
export function describeKit({directory, runId, plan, staged}: KitInput, state: RunState): RescueKit {
    const {rotation} = plan;
    const target = targetOf(plan);
    return {
        folder: findRescueFolder(directory, runId),
        runId,
        plan,
        target,
        state,
        files: staged.files.map(({path}, index) => ({path, ...nameCopies(index, path)})),
        password:
            rotation && staged.password
                ? {
                      copy: PASSWORD_COPY,
                      container: staged.password.container,
                      role: rotation.role,
                      database: rotation.database,
                  }
                : null,
        bundles: (staged.bundles ?? []).map(({id}) => id),
        keptContainer: nameKeptContainer(target.container, runId),
        nextContainer: nameNextContainer(target.container, runId),
        lock: nameLock(target),
        restartPolicy: staged.restartPolicy,
    };
}

function nameCopies(index: number, path: string): Pick<RescueKit['files'][number], 'copy' | 'made' | 'found'> {
    const copy = join('files', `${index + 1}-${basename(path)}`);
    return {copy, made: `${copy}.made`, found: `${copy}.found`};
}
