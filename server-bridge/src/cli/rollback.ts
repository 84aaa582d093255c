import {hasNoDowntime} from '@fips-readiness/core';
import type {ExitCode} from '@fips-readiness/core';
import {requireRollback} from '../run/require_rollback.ts';
import {takeRunLock} from '../run/run_lock.ts';
import {speakEnglish} from '../words/speak.ts';
import {carryOut, requireSwapMode} from './apply.ts';
import {chooseRun} from './choose_run.ts';
import {openAgent} from '../agent/open_agent.ts';
import type {GlobalOptions} from '../agent/open_agent.ts';
import {confirm} from './init.ts';
import {openRunIdentity} from './run_identity.ts';
import type {Terminal} from './terminal.ts';

export type RollbackOptions = GlobalOptions & {readonly yes: boolean};

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
    const agent = await openAgent(terminal, options);
    const {settings} = agent;
    requireSwapMode(agent);
    const run = await chooseRun(settings.STATE_DIR, name);
    requireRollback(run, settings, terminal.now());
    const {keys} = await openRunIdentity(agent);
    await confirm(
        terminal,
        options.yes,
        speakEnglish(hasNoDowntime(run.plan) ? 'run.roll_back_question_no_downtime' : 'run.roll_back_question', {
            run: run.runId.slice(0, 8),
        }),
    );
    const lock = await takeRunLock(settings.STATE_DIR);
    try {
        return await carryOut(terminal, agent, run, keys.secret, (by) => ({code: 'roll_back', by}), stop);
    } finally {
        await lock.release();
    }
}
