import React, {useState} from 'react';
import {describeRemedy, forecastFromFacts, isObserved, makeVisible} from '@fips-readiness/core';
import type {Facts, PluginForecast, PluginOutcome} from '@fips-readiness/core';
import type {ChangeFormProps} from '../change/change_form.tsx';
import type {PluginChange} from '../change/plugin_change.ts';
import {useWords} from '../i18n/use_words.ts';
import type * as changeParts from '../change/change_parts.ts';
import {Button} from '../widgets/button.tsx';
import {Outcome, OUTCOMES} from './plugin_outcome.tsx';

const SHOWN_AT_FIRST = 12;

/** What this page can do about plugins, by plugin. */
type Offer = {
    readonly parts: typeof changeParts;
    readonly changes: ReadonlyMap<string, PluginChange>;
    readonly form: Omit<ChangeFormProps, 'change' | 'onClose'>;
};

/** Now, after the move, what to do: for every plugin that is on. */
export function PluginTable({facts, offer}: {readonly facts: Facts; readonly offer?: Offer}) {
    const {say} = useWords();
    const [all, setAll] = useState(false);
    // The change itself: while it goes on, what is offered moves.
    const [open, setOpen] = useState<PluginChange>();
    const {plugins} = facts;
    if (!isObserved(plugins)) {
        return null;
    }
    const forecasts = (forecastFromFacts(facts) ?? [])
        .filter(({active}) => active)
        .sort((first, second) => OUTCOMES.indexOf(first.outcome) - OUTCOMES.indexOf(second.outcome));
    const count = (outcome: PluginOutcome) => forecasts.filter((one) => one.outcome === outcome).length;
    const byId = new Map(plugins.value.map((plugin) => [plugin.id, plugin]));
    if (forecasts.length === 0) {
        return null;
    }
    return (
        <div className="fr-plugins">
            <p className="fr-plugins__summary">
                {say('plugins.summary', {
                    vanishes: count('vanishes'),
                    shadowed: count('shadowed'),
                    unknown: count('unknown'),
                    becomes: count('becomes_fips'),
                    stays: count('stays_non_fips') + count('no_server_code'),
                })}
            </p>
            <table className="fr-table">
                <caption className="fr-hidden">{say('plugins.caption')}</caption>
                <thead>
                    <tr>
                        <th scope="col">{say('plugins.plugin')}</th>
                        <th scope="col">{say('plugins.now')}</th>
                        <th scope="col">{say('plugins.after')}</th>
                        <th scope="col">{say('plugins.do')}</th>
                    </tr>
                </thead>
                <tbody>
                    {(all ? forecasts : forecasts.slice(0, SHOWN_AT_FIRST)).map((forecast) => {
                        const plugin = byId.get(forecast.id);
                        const isOpen = open?.id === forecast.id;
                        const change = isOpen ? open : offer?.changes.get(forecast.id);
                        return (
                            <React.Fragment key={forecast.id}>
                                <tr>
                                    <th scope="row">
                                        <span className="fr-plugins__name">{makeVisible(forecast.name)}</span>{' '}
                                        <span className="fr-plugins__version">{makeVisible(forecast.version)}</span>
                                    </th>
                                    <td data-label={say('plugins.now')}>
                                        {say('plugins.state', {state: plugin?.state ?? 'running'})}
                                        {' · '}
                                        {say('plugins.code', {server: plugin?.hasServerCode ?? true})}
                                    </td>
                                    <td data-label={say('plugins.after')}>
                                        <Outcome outcome={forecast.outcome} unsure={forecast.unsure} />
                                    </td>
                                    <td data-label={say('plugins.do')}>
                                        <Remedies forecast={forecast} />
                                        {offer && change && (
                                            <div className="fr-actions">
                                                <offer.parts.ChangeButton
                                                    change={change}
                                                    open={isOpen}
                                                    onToggle={() => setOpen(isOpen ? undefined : change)}
                                                />
                                            </div>
                                        )}
                                    </td>
                                </tr>
                                {offer && change && isOpen && (
                                    <tr>
                                        <td colSpan={4}>
                                            <offer.parts.ChangeForm
                                                {...offer.form}
                                                change={change}
                                                onClose={() => setOpen(undefined)}
                                            />
                                        </td>
                                    </tr>
                                )}
                            </React.Fragment>
                        );
                    })}
                </tbody>
            </table>
            {!all && forecasts.length > SHOWN_AT_FIRST && (
                <Button look="quiet" onClick={() => setAll(true)}>
                    {say('plugins.show_all', {count: forecasts.length})}
                </Button>
            )}
        </div>
    );
}

function Remedies({forecast: {remedies}}: {readonly forecast: PluginForecast}) {
    const {say, speak} = useWords();
    return remedies.length === 0 ? (
        <span className="fr-muted">{say('plugins.nothing')}</span>
    ) : (
        <>{remedies.map((remedy) => describeRemedy(remedy, speak).text).join(' ')}</>
    );
}
