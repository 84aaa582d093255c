import {chmod, mkdir} from 'node:fs/promises';
import {basename, join} from 'node:path';
import {printRescueScript, printRescueText} from '@fips-readiness/core';
import type {Plan, RescueKit, RunState} from '@fips-readiness/core';
import type {StagedChange} from '../run/staged_change.ts';
import {writeDurably} from '../state/durable_file.ts';
import {openStateDirectory} from '../state/state_directory.ts';
import {speakEnglish} from '../words/speak.ts';

/** What a kit is made from besides the plan. */
export type KitInput = {
    readonly directory: string;
    readonly runId: string;
    readonly plan: Plan;
    readonly staged: StagedChange;
    /** SQL that puts the old password's verifier back; null where nothing is rotated. Holds no clear text. */
    readonly passwordSql: string | null;
};

/** Where a run's rescue kit lies. */
export function findKitFolder(directory: string, runId: string): string {
    return join(directory, runId);
}

/** Name a plain container is kept under while its successor runs. */
export function nameKeptContainer(container: string, runId: string): string {
    return `${container}-before-${runId.slice(0, 8)}`;
}

/** Writes the copies a rescue needs; before the first change. Folder 0700, files 0600. */
export async function writeKitCopies(input: KitInput): Promise<void> {
    const folder = findKitFolder(input.directory, input.runId);
    await openStateDirectory(input.directory);
    await mkdir(join(folder, 'files'), {recursive: true, mode: 0o700});
    for (const [index, {path, before}] of input.staged.files.entries()) {
        await writeDurably(join(folder, nameCopy(index, path)), before);
    }
    if (input.passwordSql !== null) {
        await writeDurably(join(folder, PASSWORD_COPY), input.passwordSql);
    }
}

/** Writes ROLLBACK.txt and rollback.sh anew for where the run stands now. */
export async function writeKitTexts(input: Omit<KitInput, 'passwordSql'>, state: RunState): Promise<void> {
    const kit = describeKit(input, state);
    await writeDurably(join(kit.folder, 'ROLLBACK.txt'), printRescueText(kit, speakEnglish));
    const script = join(kit.folder, 'rollback.sh');
    await writeDurably(script, printRescueScript(kit));
    await chmod(script, 0o700);
}

const PASSWORD_COPY = 'password.sql';

/** The kit of a run as it lies on the host, for where the run stands. */
export function describeKit(
    {directory, runId, plan, staged}: Omit<KitInput, 'passwordSql'>,
    state: RunState,
): RescueKit {
    const {rotation} = plan;
    return {
        folder: findKitFolder(directory, runId),
        runId,
        plan,
        state,
        files: staged.files.map(({path}, index) => ({path, copy: nameCopy(index, path)})),
        password:
            rotation && staged.password
                ? {
                      copy: PASSWORD_COPY,
                      container: staged.password.container,
                      role: rotation.role,
                      database: rotation.database,
                  }
                : null,
        keptContainer: nameKeptContainer(plan.deployment.container, runId),
    };
}

function nameCopy(index: number, path: string): string {
    return join('files', `${index + 1}-${basename(path)}`);
}
