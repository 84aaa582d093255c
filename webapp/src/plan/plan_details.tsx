import React from 'react';
import {hasNoDowntime, makeVisible} from '@fips-readiness/core';
import type {Plan} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import type {Judgement} from '../state/judgement.ts';
import {CommandBlock} from '../widgets/command_block.tsx';
import {OpenWarnings} from './open_warnings.tsx';
import {PlanChanges} from './plan_changes.tsx';
import {PlanPlugins} from './plan_plugins.tsx';
import {PlanSteps} from './plan_steps.tsx';
import {PlanTerms} from './plan_terms.tsx';

type Props = {
    readonly plan: Plan;
    readonly digest: string;
    /** What is known as of now: names of plugins and variables, and what the checks still warn of. */
    readonly judgement: Judgement | undefined;
};

/** Everything a plan says: change, terms, steps, plugins, warnings, risks, and a text to copy for the users. */
export function PlanDetails({plan, digest, judgement}: Props) {
    const {say, speak, knows, at} = useWords();
    const title = (check: string) => (knows(`check.${check}.title`) ? speak(`check.${check}.title`) : check);
    return (
        <>
            <h5 className="fr-result__label">{say('plan.changes')}</h5>
            <PlanChanges plan={plan} facts={judgement?.facts} />
            <PlanTerms plan={plan} />
            <h5 className="fr-result__label">{say('plan.steps')}</h5>
            <PlanSteps plan={plan} />
            <PlanPlugins plan={plan} facts={judgement?.facts} />
            <OpenWarnings results={judgement?.report.results ?? []} />
            {plan.risks.length > 0 && (
                <>
                    <h5 className="fr-result__label">{say('plan.risks')}</h5>
                    <ul className="fr-risks">
                        {plan.risks.map((risk) => (
                            <li key={`${risk.check} ${risk.reason}`}>
                                {say('plan.risk', {
                                    check: makeVisible(title(risk.check)),
                                    by: makeVisible(risk.by),
                                    at: at(risk.at),
                                    why: makeVisible(risk.why),
                                })}
                            </li>
                        ))}
                    </ul>
                </>
            )}
            <h5 className="fr-result__label">{say('plan.users')}</h5>
            <CommandBlock
                lines={[
                    speak(hasNoDowntime(plan) ? 'plan.users_no_downtime' : 'plan.users', {
                        when: say('plan.users.when'),
                        goal: speak(`goal.${plan.goal}`),
                    }),
                ]}
                label={say('plan.users')}
            />
            <p className="fr-muted">
                {say('plan.digest')} <code>{digest}</code>
            </p>
        </>
    );
}
