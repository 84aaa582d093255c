import {createContext, useContext, useMemo} from 'react';
import {useIntl} from 'react-intl';
import type {IntlShape} from 'react-intl';
import {printAgentLogLine} from '@fips-readiness/core';
import type {Speak} from '@fips-readiness/core';
import {ServerProblem} from '../client/server_problem.ts';
import {messageOf} from './messages.ts';
import type {MoveWord} from './move_words.ts';
import type {PageWord} from './page_words.ts';
import {printValues} from './spoken_values.ts';
import {readZonedTime} from './zoned_time.ts';

type Values = Parameters<Speak>[1];

/**
 * The page's voice: `speak` says core's sentences, `say` the page's own and those a later part has brought (the move's, or
 * `Part`); times in the reader's locale and zone.
 */
export type Words<Part extends string = never> = {
    readonly speak: Speak;
    /** Are there words for this id of core's? */
    readonly knows: (id: string) => boolean;
    readonly say: (id: PageWord | MoveWord | Part, values?: Values) => string;
    readonly at: (time: string | number) => string;
    /** The moment of a date and a time typed in the reader's zone, in milliseconds; NaN where it is no time. */
    readonly readTime: (typed: string) => number;
    readonly ago: (ms: number) => string;
    readonly problem: (error: unknown) => string;
};

/** Words in the language of the host. */
export function useWords<Part extends string = never>(): Words<Part> {
    const intl = useIntl();
    const agentLog = useContext(AgentLogContext);
    return useMemo(() => makeWords(intl, agentLog), [intl, agentLog]);
}

/** The command that shows the agent's log: sentences name it as `{agentLog}`. */
export const AgentLogContext = createContext(printAgentLogLine({}));

function makeWords(intl: IntlShape, agentLog: string): Words<string> {
    const speak: Speak = (id, values) => intl.formatMessage(messageOf(id), {agentLog, ...printValues(values)});
    const say: Words<string>['say'] = (id, values) => speak(`page.${id}`, values);
    return {
        speak,
        knows: (id) => Object.hasOwn(intl.messages, messageOf(id).id),
        say,
        at: (time) => intl.formatDate(time, {dateStyle: 'medium', timeStyle: 'short'}),
        readTime: (typed) => readZonedTime(typed, intl.timeZone),
        ago: (ms) => formatAgo(intl, ms),
        problem: (error) => {
            const known = error instanceof ServerProblem ? error : new ServerProblem('not_mattermost');
            return say(`problem.${known.code}`, {id: known.id === '' ? 'none' : known.id});
        },
    };
}

const UNITS = [
    ['day', 86_400_000],
    ['hour', 3_600_000],
    ['minute', 60_000],
    ['second', 1_000],
] as const;

function formatAgo(intl: IntlShape, ms: number): string {
    const [unit, size] = UNITS.find(([, length]) => ms >= length) ?? (['second', 1_000] as const);
    return intl.formatRelativeTime(-Math.floor(ms / size), unit, {numeric: 'auto', style: 'long'});
}
