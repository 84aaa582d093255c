import React, {useState} from 'react';
import {useWords} from '../i18n/use_words.ts';
import {Notice} from '../widgets/notice.tsx';
import {readKeptRescue} from './kept_rescue.ts';
import {RescueNote} from './rescue_note.tsx';

/** What this browser kept of a run that was going on, for when the server does not answer after a reload. */
export function KeptRescueCard() {
    const {say, at} = useWords();
    const [kept] = useState(readKeptRescue);
    return kept ? (
        <section className="fr-card fr-prose" aria-label={say('swap.kit.title')}>
            <Notice tone="info">
                {say('swap.kit.kept', {at: at(kept.heardAt)})} {say('swap.silent')}
            </Notice>
            <RescueNote kit={kept.kit} host={kept.host} kind={kept.kind} />
        </section>
    ) : null;
}
