import React, {useEffect, useState} from 'react';
import {useWords} from '../i18n/use_words.ts';
import {useAnnounce} from './announcer.tsx';
import {copyText} from './copy_text.ts';

const SHOWN_MS = 2_500;

/** Lines to take over, with a button that copies them. `label` names them for those who do not see the block. */
export function CommandBlock({
    lines,
    label,
    wraps = false,
}: {
    readonly lines: readonly string[];
    readonly label: string;
    /** A text for people, which breaks where it must; commands do not. */
    readonly wraps?: boolean;
}) {
    const {say} = useWords();
    const announce = useAnnounce();
    const [state, setState] = useState<'copy' | 'copied' | 'failed'>('copy');
    useEffect(() => {
        if (state === 'copy') {
            return undefined;
        }
        const timer = setTimeout(() => setState('copy'), SHOWN_MS);
        return () => clearTimeout(timer);
    }, [state]);
    const text = lines.join('\n');
    const className = `fr-command__lines${wraps ? ' fr-command__lines--wraps' : ''}`;
    const copy = async () => {
        const outcome = (await copyText(text)) ? 'copied' : 'failed';
        setState(outcome);
        announce(say(`copy.${outcome}`));
    };
    return (
        <div className="fr-command">
            {/* Long lines scroll, so the block takes the keyboard's focus. */}
            {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
            <pre role="group" className={className} tabIndex={0} aria-label={label}>
                <code>{text}</code>
            </pre>
            <button
                type="button"
                className="fr-command__copy"
                aria-label={state === 'copy' ? say('copy.label', {what: label}) : undefined}
                onClick={() => void copy()}
            >
                {say(`copy.${state}`)}
            </button>
        </div>
    );
}
