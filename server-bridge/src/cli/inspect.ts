import {EXIT_CODES, printVisibleJson} from '@fips-readiness/core';
import type {ExitCode} from '@fips-readiness/core';
import {openFacts} from '../agent/open_agent.ts';
import type {GlobalOptions} from '../agent/open_agent.ts';
import type {Terminal} from './terminal.ts';

/** `fips-agent inspect`: the facts, unjudged, as JSON. They hold no secret. */
export async function inspect(terminal: Terminal, options: GlobalOptions): Promise<ExitCode> {
    const {facts} = await openFacts(terminal, options);
    terminal.out.write(`${printVisibleJson(facts)}\n`);
    return EXIT_CODES.ready;
}
