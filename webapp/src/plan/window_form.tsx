import React, {useId} from 'react';
import {isUsableWindow, WINDOW_LIMITS} from '@fips-readiness/core';
import type {StartWindow} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import type {Words} from '../i18n/use_words.ts';
import {TextField} from '../widgets/text_field.tsx';

/** What is typed: two moments as `datetime-local` has them, in the reader's zone. */
export type WindowDraft = {readonly later: boolean; readonly from: string; readonly until: string};

export const AT_ONCE: WindowDraft = {later: false, from: '', until: ''};

/** Null: at once. Undefined: what is typed is no window the agent would take. */
export function readWindow(
    {later, from, until}: WindowDraft,
    nowMs: number,
    readTime: Words['readTime'],
): StartWindow | null | undefined {
    if (!later) {
        return null;
    }
    const [first, last] = [readTime(from), readTime(until)];
    if (Number.isNaN(first) || Number.isNaN(last)) {
        return undefined;
    }
    const window = {from: new Date(first).toISOString(), until: new Date(last).toISOString()};
    return isUsableWindow(window, nowMs) ? window : undefined;
}

type Props = {
    readonly draft: WindowDraft;
    readonly wrong: boolean;
    readonly nowMs: number;
    readonly onChange: (draft: WindowDraft) => void;
};

/** At once, or in a window: by then everything is judged again. */
export function WindowForm({draft, wrong, nowMs, onChange}: Props) {
    const {say, at, readTime} = useWords();
    const id = useId();
    const window = readWindow(draft, nowMs, readTime);
    const wrongWords = wrong && window === undefined ? say('plan.window.wrong', WINDOW_LIMITS) : undefined;
    return (
        <fieldset className="fr-goals">
            <legend className="fr-field__label">{say('plan.window.label')}</legend>
            {([false, true] as const).map((later) => (
                <label key={String(later)} className="fr-goals__goal">
                    <input
                        type="radio"
                        name={id}
                        checked={draft.later === later}
                        onChange={(event) => {
                            // The host marks its own form as changed by bubbling change events.
                            event.stopPropagation();
                            onChange({...draft, later});
                        }}
                    />
                    {say(later ? 'plan.window.later' : 'plan.window.now')}
                </label>
            ))}
            {draft.later && (
                <>
                    <TextField
                        type="datetime-local"
                        label={say('plan.window.from')}
                        value={draft.from}
                        onChange={(from) => onChange({...draft, from})}
                    />
                    <TextField
                        type="datetime-local"
                        label={say('plan.window.until')}
                        hint={
                            window
                                ? say('plan.window.means', {from: at(window.from), until: at(window.until)})
                                : say('plan.window.hint', WINDOW_LIMITS)
                        }
                        error={wrongWords}
                        value={draft.until}
                        onChange={(until) => onChange({...draft, until})}
                    />
                </>
            )}
        </fieldset>
    );
}
