import type {MissingReason} from '../facts/fact.ts';
import type {FactKey} from '../facts/facts.ts';
import type {RemedyCode} from './catalogue.ts';

/** Facts that only the page can see: what the agent never looks for. */
const PAGE_FACTS: readonly FactKey[] = ['acting_admin'];

/** What to do where a fact is missing, by the reason why it is. */
const BY_REASON: Readonly<Record<MissingReason, RemedyCode | undefined>> = {
    not_asked: 'run_the_agent',
    no_agent: 'run_the_agent',
    no_permission: 'ask_the_doctor',
    not_reachable: 'ask_the_doctor',
    not_supported: undefined,
    not_readable: 'ask_the_doctor',
    local_mode_off: 'enable_local_mode',
    timed_out: 'ask_the_doctor',
};

/** The way to a missing fact, or undefined where there is none. */
export function missingRemedy(fact: FactKey, why: MissingReason): RemedyCode | undefined {
    if (fact === 'disk_space' && why === 'not_reachable') {
        // The doctor cannot cure this one: it is a matter of where the agent runs.
        return 'run_beside_the_engine';
    }
    return PAGE_FACTS.includes(fact) ? 'open_the_page' : BY_REASON[why];
}
