import React from 'react';
import {changesOf, makeVisible} from '@fips-readiness/core';
import type {Plan} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import {CommandBlock} from '../widgets/command_block.tsx';
import {Diff} from '../widgets/diff.tsx';
import {PlanPlugins} from './plan_plugins.tsx';
import {PlanTerms} from './plan_terms.tsx';

/** Everything a plan says: steps, change, terms, plugins, risks, and a text to copy for the users. */
export function PlanDetails({plan, digest}: {readonly plan: Plan; readonly digest: string}) {
    const {say, speak, knows, at} = useWords();
    const title = (check: string) => (knows(`check.${check}.title`) ? speak(`check.${check}.title`) : check);
    const changes = changesOf(plan);
    return (
        <>
            <h5 className="fr-result__label">{say('plan.changes')}</h5>
            {changes.length === 0 && <p>{say('plan.no_changes')}</p>}
            {changes.map(({place, before, after}) => (
                <Diff key={place} place={makeVisible(place)} before={before} after={after} />
            ))}
            <PlanTerms plan={plan} />
            <h5 className="fr-result__label">{say('plan.steps')}</h5>
            <ol className="fr-changes">
                {plan.steps.map(({code}) => (
                    <li key={code}>{speak(`step.${code}.title`)}</li>
                ))}
            </ol>
            <PlanPlugins plan={plan} />
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
                lines={[speak('plan.users', {when: say('plan.users.when'), goal: speak(`goal.${plan.goal}`)})]}
                label={say('plan.users')}
            />
            <p className="fr-muted">
                {say('plan.digest')} <code>{digest}</code>
            </p>
        </>
    );
}
