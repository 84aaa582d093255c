import {EXIT_CODES} from '@fips-readiness/core';
import type {ExitCode} from '@fips-readiness/core';
import {readApprovalCode} from '../state/approval_code.ts';
import {speakEnglish} from '../words/speak.ts';
import {openAgent} from '../agent/open_agent.ts';
import type {GlobalOptions} from '../agent/open_agent.ts';
import type {Terminal} from './terminal.ts';

/** `fips-agent code`: the code that approves the plan the page has just asked for (APPROVAL: host). */
export async function code(terminal: Terminal, options: GlobalOptions): Promise<ExitCode> {
    const {settings} = await openAgent(terminal, options);
    const waiting = await readApprovalCode(settings.STATE_DIR);
    terminal.out.write(`${waiting ? speakEnglish('code.waiting', waiting) : speakEnglish('code.none')}\n`);
    return waiting ? EXIT_CODES.ready : EXIT_CODES.refused;
}
