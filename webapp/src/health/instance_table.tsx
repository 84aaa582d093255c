import React from 'react';
import {makeVisible} from '@fips-readiness/core';
import type {FactValue} from '@fips-readiness/core';
import type {HealthWord} from '../i18n/health_words.ts';
import {useWords} from '../i18n/use_words.ts';
import {Chip} from '../widgets/chip.tsx';
import {ShortId} from '../widgets/short_id.tsx';

type Instance = FactValue<'instances'>[number];

/** Every pod, or container of several, as the agent saw it last: its state, its image, its node, its restarts. */
export function InstanceTable({instances}: {readonly instances: readonly Instance[]}) {
    const {say} = useWords<HealthWord>();
    return (
        <table className="fr-table">
            <caption className="fr-hidden">{say('health.pods')}</caption>
            <thead>
                <tr>
                    <th scope="col">{say('health.pod')}</th>
                    <th scope="col">{say('health.now')}</th>
                    <th scope="col">{say('health.image')}</th>
                    <th scope="col">{say('health.node')}</th>
                    <th scope="col">{say('health.restarts')}</th>
                </tr>
            </thead>
            <tbody>
                {instances.map((instance) => {
                    const {name, image, imageId, node, restarts, role} = instance;
                    const isReady = readyOf(instance);
                    return (
                        <tr key={name}>
                            <th scope="row">
                                {makeVisible(name)}
                                {role && <span className="fr-plugins__note">{say(`health.pod.${role}`)}</span>}
                            </th>
                            <td data-label={say('health.now')}>
                                <Chip tone={isReady ? 'pass' : 'warn'}>
                                    {say(isReady ? 'health.pod.ready' : 'health.pod.not_ready')}
                                </Chip>
                            </td>
                            <td data-label={say('health.image')}>
                                <code>{makeVisible(image)}</code> {imageId !== '' && <ShortId id={imageId} />}
                            </td>
                            <td data-label={say('health.node')}>{makeVisible(node ?? '')}</td>
                            <td data-label={say('health.restarts')}>{restarts}</td>
                        </tr>
                    );
                })}
            </tbody>
        </table>
    );
}

function readyOf({state, health}: Instance): boolean {
    return state === 'running' && (health === 'healthy' || health === 'none');
}
