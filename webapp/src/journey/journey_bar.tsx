import React from 'react';
import {useWords} from '../i18n/use_words.ts';
import type {Judgement} from '../state/judgement.ts';
import type {Snapshot} from '../state/snapshot.ts';
import {Icon} from '../widgets/icon.tsx';

const STEPS = ['connect', 'check', 'plan', 'swap', 'verify'] as const;
type Stand = 'done' | 'current' | 'next' | 'later';

/** Where this deployment stands, by facts and not by clicks. */
export function JourneyBar({snapshot, judgement}: {readonly snapshot: Snapshot; readonly judgement: Judgement}) {
    const {say} = useWords();
    const stands = standOf(snapshot, judgement);
    return (
        <nav className="fr-card fr-journey" aria-label={say('journey.label')}>
            <ol className="fr-journey__steps">
                {STEPS.map((step, index) => {
                    const stand = stands[index] ?? 'later';
                    return (
                        <li
                            key={step}
                            className={`fr-journey__step fr-journey__step--${stand}`}
                            aria-current={stand === 'current' ? 'step' : undefined}
                        >
                            <span className="fr-journey__mark" aria-hidden="true">
                                {stand === 'done' ? <Icon name="check" /> : index + 1}
                            </span>
                            <span className="fr-journey__name">
                                {say(`journey.${step}`)}
                                <span className="fr-hidden">, {say(`journey.${stand}`)}</span>
                            </span>
                        </li>
                    );
                })}
            </ol>
        </nav>
    );
}

/** Connect is done by a confirmed key, Check by a verdict that lets one go on. The rest comes with later versions. */
function standOf(snapshot: Snapshot, {report}: Judgement): readonly Stand[] {
    const connected = Boolean(snapshot.settings.connection?.publicKey);
    const checked = connected && ['ready', 'already_there'].includes(report.verdict.code);
    return [
        connected ? 'done' : 'current',
        checked ? 'done' : connected ? 'current' : 'next',
        'later',
        'later',
        'later',
    ];
}
