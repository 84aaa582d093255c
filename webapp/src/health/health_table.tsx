import React from 'react';
import {makeVisible} from '@fips-readiness/core';
import type {HealthWord} from '../i18n/health_words.ts';
import {useWords} from '../i18n/use_words.ts';
import {Chip} from '../widgets/chip.tsx';
import type {Tone} from '../widgets/chip.tsx';
import {needsLook} from './plugin_health.ts';
import type {PluginHealth} from './plugin_health.ts';

/** Every plugin as it is now, against before, and what its build is known to be; what needs a look first. */
export function HealthTable({plugins}: {readonly plugins: readonly PluginHealth[]}) {
    const {say} = useWords<HealthWord>();
    return (
        <table className="fr-table">
            <caption className="fr-hidden">{say('health.caption')}</caption>
            <thead>
                <tr>
                    <th scope="col">{say('health.plugin')}</th>
                    <th scope="col">{say('health.now')}</th>
                    <th scope="col">{say('health.since')}</th>
                    <th scope="col">{say('health.build')}</th>
                </tr>
            </thead>
            <tbody>
                {plugins.map((plugin) => {
                    const {id, name, version, state, enabled, nodesFailed, error, since, proof} = plugin;
                    return (
                        <tr key={id}>
                            <th scope="row">
                                <span className="fr-plugins__name">{makeVisible(name)}</span>{' '}
                                <span className="fr-plugins__version">{makeVisible(version)}</span>
                                {name !== id && <span className="fr-plugins__note">{makeVisible(id)}</span>}
                            </th>
                            <td data-label={say('health.now')}>
                                <Chip tone={toneOf(plugin)}>
                                    {say(`health.state.${state}`, {enabled: String(enabled)})}
                                </Chip>{' '}
                                {nodesFailed > 1 && say('health.nodes', {count: nodesFailed})}
                                {error !== '' && (
                                    <span className="fr-plugins__note">{say('health.says', {sentence: error})}</span>
                                )}
                            </td>
                            <td data-label={say('health.since')}>{say(`health.since.${since ?? 'none'}`)}</td>
                            <td data-label={say('health.build')}>{say(`health.proof.${proof ?? 'none'}`)}</td>
                        </tr>
                    );
                })}
            </tbody>
        </table>
    );
}

function toneOf(plugin: PluginHealth): Tone {
    if (needsLook(plugin)) {
        return plugin.state === 'failed' ? 'fail' : 'warn';
    }
    return plugin.state === 'running' ? 'pass' : 'unknown';
}
