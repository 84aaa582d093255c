import {EXIT_CODES} from '@fips-readiness/core';
import type {ExitCode} from '@fips-readiness/core';
import {readScheduledApproval, removeScheduledApproval} from '../state/scheduled_approval.ts';
import {speakEnglish} from '../words/speak.ts';
import {openAgent} from '../agent/open_agent.ts';
import type {GlobalOptions} from '../agent/open_agent.ts';
import type {Terminal} from './terminal.ts';

/** `fips-agent withdraw`: takes back the approval that waits for its window. The serving agent sees that before it begins. */
export async function withdraw(terminal: Terminal, options: GlobalOptions): Promise<ExitCode> {
    const {settings} = await openAgent(terminal, options);
    const waiting = await readScheduledApproval(settings.STATE_DIR);
    await removeScheduledApproval(settings.STATE_DIR);
    terminal.out.write(`${waiting ? speakEnglish('withdraw.done', waiting.window) : speakEnglish('withdraw.none')}\n`);
    return waiting ? EXIT_CODES.ready : EXIT_CODES.refused;
}
