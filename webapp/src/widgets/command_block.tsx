import React, {useEffect, useState} from 'react';
import {useWords} from '../i18n/use_words.ts';
import {useAnnounce} from './announcer.tsx';
import {copyText} from './copy_text.ts';

const SHOWN_MS = 2_500;

/**
 * Lines to take over, whole in sight, with a button that copies them. `label` names them for those who do not see the block.
 */
export function CommandBlock({lines, label}: {readonly lines: readonly string[]; readonly label: string}) {
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
    const copy = async () => {
        const outcome = (await copyText(text)) ? 'copied' : 'failed';
        setState(outcome);
        announce(say(`copy.${outcome}`));
    };
    return (
        <div className="fr-command">
            <pre role="group" className="fr-command__lines" aria-label={label}>
                {lines.map((line, index) => (
                    // A line that wraps is indented: where a command ends stays in sight.
                    <code key={index}>{index < lines.length - 1 ? `${line}\n` : line}</code>
                ))}
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
