import {FipsError, hasChanged} from '@fips-readiness/core';
import type {ExitCode} from '@fips-readiness/core';
import {takeRunLock} from '../run/run_lock.ts';
import {fetchRuns, findRun} from '../run/run_store.ts';
import type {StoredRun} from '../run/run_store.ts';
import type {Settings} from '../settings/settings.ts';
import {speakEnglish} from '../words/speak.ts';
import {carryOut, makeHostActor, requireSwapMode} from './apply.ts';
import {openContext, openDriver} from './context.ts';
import type {GlobalOptions} from './context.ts';
import {confirm} from './init.ts';
import {openRunIdentity} from './run_identity.ts';
import type {Terminal} from './terminal.ts';

export type RollbackOptions = GlobalOptions & {readonly yes: boolean};

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * `fips-agent rollback [RUN]`: takes a run back, one that ended or one that was interrupted; the newest that changed something
 * where none is named. No bound and no check gates it; works while Mattermost is down.
 */
export async function rollback(
    terminal: Terminal,
    name: string | undefined,
    options: RollbackOptions,
    stop: AbortSignal,
): Promise<ExitCode> {
    const context = await openContext(terminal, options);
    const {settings} = context;
    requireSwapMode(context);
    const runs = await fetchRuns(settings.STATE_DIR);
    const run = name === undefined ? runs.findLast(canBeTakenBack) : await findRun(settings.STATE_DIR, name);
    if (!run) {
        throw new FipsError('no_run', {run: name ?? ''});
    }
    requireRollback(run, settings, terminal.now());
    const {keys} = await openRunIdentity(context);
    const opened = await openDriver(context, run.plan.deployment.kind);
    await confirm(terminal, options.yes, speakEnglish('run.roll_back_question', {run: run.runId.slice(0, 8)}));
    const lock = await takeRunLock(settings.STATE_DIR);
    try {
        const {plan, runId} = run;
        return await carryOut(
            terminal,
            {context, ...opened},
            {plan, runId, edits: []},
            keys.secret,
            {code: 'roll_back', by: makeHostActor(opened)},
            stop,
        );
    } finally {
        await lock.release();
    }
}

/** Has a run changed something that was not taken back yet? */
function canBeTakenBack({state}: StoredRun): boolean {
    return hasChanged(state) && state.end !== 'rolled_back';
}

/** Throws FipsError where there is nothing to take back, or where too much may have moved since. */
export function requireRollback(run: StoredRun, {HOLD_OFF_DAYS: days}: Settings, now: Date): void {
    const shown = run.runId.slice(0, 8);
    if (!canBeTakenBack(run)) {
        throw new FipsError('nothing_to_roll_back', {run: shown});
    }
    const last = run.events.at(-1);
    if (run.state.end !== undefined && last && now.getTime() - Date.parse(last.at) > days * DAY_MS) {
        throw new FipsError('hold_off_over', {run: shown, days});
    }
}
