import {findStaysAfterRollback, makeVisible} from '@fips-readiness/core';
import type {Plan, RunState} from '@fips-readiness/core';
import {speakEnglish} from '../words/speak.ts';
import {paint, wrap} from './terminal.ts';
import type {Terminal} from './terminal.ts';

/** What a rollback leaves of the FIPS server, and the commands that undo it; nothing where nothing stays. */
export function printStays(terminal: Terminal, plan: Plan, state: RunState): readonly string[] {
    return findStaysAfterRollback(plan, state).flatMap(({word, values, commands}) => [
        wrap(makeVisible(speakEnglish(word, values)), terminal.columns, '  '),
        ...commands.map((command) => paint(terminal, 'cyan', `    ${makeVisible(command)}`)),
    ]);
}
