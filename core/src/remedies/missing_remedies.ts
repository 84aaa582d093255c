import type {MissingReason} from '../facts/fact.ts';
import type {RemedyCode} from './catalogue.ts';

/** What to do where a fact is missing, by the reason why it is. */
export const MISSING_REMEDIES: Readonly<Record<MissingReason, RemedyCode | undefined>> = {
    not_asked: 'run_the_agent',
    no_agent: 'run_the_agent',
    no_permission: 'ask_the_doctor',
    not_reachable: 'ask_the_doctor',
    not_supported: undefined,
    not_readable: 'ask_the_doctor',
    local_mode_off: 'enable_local_mode',
    timed_out: 'ask_the_doctor',
};
