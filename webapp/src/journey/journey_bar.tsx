import React from 'react';
import {useWords} from '../i18n/use_words.ts';
import type {Judgement} from '../state/judgement.ts';
import type {Knowledge} from '../state/knowledge.ts';
import type {Move} from '../state/move.ts';
import type {Snapshot} from '../state/snapshot.ts';
import {Icon} from '../widgets/icon.tsx';
import './journey.css';

const STEPS = ['connect', 'check', 'plan', 'swap', 'verify'] as const;
type Step = (typeof STEPS)[number];
type Stand = 'done' | 'current' | 'next' | 'later';

type Props = {
    readonly snapshot: Snapshot;
    readonly knowledge: Knowledge;
    readonly judgement: Judgement | undefined;
    readonly move: Move;
};

/** Where this deployment stands, by facts and not by clicks. */
export function JourneyBar(props: Props) {
    const {say} = useWords();
    const current = findCurrent(props);
    return (
        <nav className="fr-card fr-journey" aria-label={say('journey.label')}>
            <ol className="fr-journey__steps">
                {STEPS.map((step, index) => {
                    const stand = standOf(step, current);
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

/** The first step that is not behind this deployment; `end` where all of them are. */
function findCurrent({snapshot, knowledge, judgement, move}: Props): Step | 'end' {
    const code = judgement?.report.verdict.code;
    if (!snapshot.settings.connection?.publicKey) {
        // Moved by hand: what is left is to look how it is.
        return code === 'already_there' ? 'verify' : 'connect';
    }
    if (knowledge.code === 'running') {
        return 'swap';
    }
    if (knowledge.code === 'confirming') {
        return 'verify';
    }
    if (move.run?.state.end === 'needs_attention') {
        return 'verify';
    }
    if (code === 'already_there') {
        return 'end';
    }
    return code === 'ready' || isOpenPlan(move) ? 'plan' : 'check';
}

/** A plan that the agent itself found nothing against is further than the page's own checks may see. */
function isOpenPlan({plan}: Move): boolean {
    return plan?.plan !== undefined && plan.reply.failing.length + plan.reply.unknown.length === 0;
}

function standOf(step: Step, current: Step | 'end'): Stand {
    const ahead = current === 'end' ? -1 : STEPS.indexOf(step) - STEPS.indexOf(current);
    return ahead < 0 ? 'done' : ahead === 0 ? 'current' : ahead === 1 ? 'next' : 'later';
}
