import {makeVisible} from '../redaction/printable.ts';
import {REMEDIES, remedyCommands, remedyConsolePath} from '../remedies/catalogue.ts';
import type {RemedyCode} from '../remedies/catalogue.ts';
import type {Remedy} from '../remedies/remedy.ts';
import {COMMON_WORDS} from '../words/common.ts';
import type {Speak} from '../words/speak.ts';
import type {Result} from './result.ts';
import {valuesOf} from './spoken_values.ts';

/** A remedy in words: what to do, the lines to type, and the System Console page (below the site's URL). */
export type DescribedRemedy = {
    readonly code: string;
    readonly text: string;
    readonly commands: readonly string[];
    readonly consolePath: string | undefined;
};

/** A result in words. Foreign values in it are made visible, not escaped: each output escapes in its own way. */
export type DescribedResult = {
    readonly title: string;
    readonly sentence: string;
    readonly why: string;
    readonly remedies: readonly DescribedRemedy[];
};

/** Puts a result into words: the one way for page, terminal and exports. Codes of a newer report are shown as they are. */
export function describeResult(result: Result, speak: Speak): DescribedResult {
    const {check, reason} = result;
    const values = valuesOf(result.data);
    return {
        title: speakOr(speak, `check.${check}.title`, values, check),
        sentence:
            reason === 'fact_missing'
                ? speak('check.fact_missing', {reasons: reasonsOf(result, speak)})
                : speakOr(speak, `check.${check}.${reason}`, values, reason),
        why: speakOr(speak, `check.${check}.why`, values, ''),
        remedies: result.remedies.flatMap((one) => (isKnown(one.code) ? [describeRemedy(one, speak)] : [])),
    };
}

/** Puts one remedy into words. */
export function describeRemedy({code, data}: Remedy, speak: Speak): DescribedRemedy {
    return {
        code,
        text: speak(`remedy.${code}`, valuesOf(data)),
        commands: remedyCommands(code, data).map(makeVisible),
        consolePath: remedyConsolePath(code),
    };
}

/** `the image the container runs (could not be read); the licence, the plugins (nobody has looked yet)` */
function reasonsOf({missing}: Result, speak: Speak): string {
    const byReason = Map.groupBy(missing, ({why}) => why);
    return [...byReason]
        .map(([why, facts]) => {
            const names = facts.map(({fact}) => speakOr(speak, `fact.${fact}`, {}, fact));
            return `${names.join(', ')} (${speakOr(speak, `missing.${why}`, {}, why)})`;
        })
        .join('; ');
}

function speakOr(speak: Speak, id: string, values: Parameters<Speak>[1], fallback: string): string {
    return Object.hasOwn(COMMON_WORDS, id) ? speak(id, values) : makeVisible(fallback);
}

function isKnown(code: string): code is RemedyCode {
    return Object.hasOwn(REMEDIES, code);
}
