import {findStaysAfterRollback, makeVisible} from '@fips-readiness/core';
import type {Plan, RunState} from '@fips-readiness/core';
import {speakEnglish} from '../words/speak.ts';
import {paint, wrap} from './terminal.ts';
import type {Terminal} from './terminal.ts';

/** What a rollback leaves of the FIPS server, and the commands that undo it; nothing where nothing stays. */
export function printStays(terminal: Terminal, plan: Plan, state: RunState): readonly string[] {
    const stays = findStaysAfterRollback(plan, state);
    return stays
        ? [
              wrap(
                  makeVisible(speakEnglish('rollback.stays', {names: stays.names.join(', ')})),
                  terminal.columns,
                  '  ',
              ),
              ...stays.commands.map((command) => paint(terminal, 'cyan', `    ${makeVisible(command)}`)),
          ]
        : [];
}
