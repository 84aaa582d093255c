import React from 'react';
import {useWords} from '../i18n/use_words.ts';
import type {Readiness} from '../state/use_readiness.ts';
import type {Snapshot} from '../state/snapshot.ts';
import {Badge} from '../widgets/badge.tsx';
import {More} from '../widgets/more.tsx';
import {GoalForm} from './goal_form.tsx';
import {PlanCard} from './plan_card.tsx';
import {ScheduledCard} from './scheduled_card.tsx';
import './plan.css';

/** What will happen, before anything does: the wish, the plan, its approval. */
export function PlanSection({snapshot, readiness}: {readonly snapshot: Snapshot; readonly readiness: Readiness}) {
    const {say} = useWords();
    const {plan, scheduled} = readiness.move;
    const mayChange = snapshot.viewer.isSystemAdmin;
    return (
        <section className="fr-card fr-plan" aria-labelledby="fr-plan-title">
            <div className="fr-plan__head">
                <Badge tone="info" icon="book" />
                <div className="fr-group__words">
                    <h3 id="fr-plan-title" className="fr-group__name">
                        {say('plan.title')}
                    </h3>
                    <p className="fr-group__news">{say('plan.lead')}</p>
                </div>
            </div>
            {scheduled && <ScheduledCard scheduled={scheduled} mayChange={mayChange} readiness={readiness} />}
            {plan && <PlanCard view={plan} snapshot={snapshot} readiness={readiness} />}
            {mayChange && !plan && <GoalForm readiness={readiness} />}
            {mayChange && plan && (
                <More label={say('plan.another')}>
                    <GoalForm readiness={readiness} />
                </More>
            )}
        </section>
    );
}
