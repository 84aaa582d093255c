import React, {useState} from 'react';
import type {Server} from '../client/server.ts';
import type {HealthWord} from '../i18n/health_words.ts';
import {useWords} from '../i18n/use_words.ts';
import {useAnnounce} from '../widgets/announcer.tsx';
import {Button} from '../widgets/button.tsx';
import {Chip} from '../widgets/chip.tsx';
import {findServices, tryService} from './services.ts';
import type {ServiceCode, ServiceOutcome} from './services.ts';

type Props = {readonly server: Server; readonly config: unknown; readonly now: () => Date};

/** What the server reaches, tried by the server itself: each line says what a test does before it is pressed. */
export function ServiceTests({server, config, now}: Props) {
    const {say} = useWords<HealthWord>();
    const announce = useAnnounce();
    const [outcomes, setOutcomes] = useState<Partial<Record<ServiceCode, ServiceOutcome | 'running'>>>({});
    const tell = (service: ServiceCode, outcome: ServiceOutcome | 'running') =>
        setOutcomes((before) => ({...before, [service]: outcome}));
    const press = async (service: ServiceCode) => {
        if (outcomes[service] === 'running') {
            return;
        }
        tell(service, 'running');
        const outcome = await tryService(server, service, now);
        tell(service, outcome);
        announce(
            say('service.announce', {
                service: say(`service.${service}.title`),
                outcome: say(`service.${outcome.code}`),
            }),
        );
    };
    return (
        <>
            <h4>{say('service.title')}</h4>
            <p className="fr-muted">{say('service.lead')}</p>
            <ul className="fr-services">
                {findServices(config).map((service) => {
                    const outcome = outcomes[service];
                    const title = say(`service.${service}.title`);
                    return (
                        <li key={service}>
                            <Button
                                aria-label={say('service.go_label', {service: title})}
                                aria-disabled={outcome === 'running'}
                                onClick={() => void press(service)}
                            >
                                {say(outcome === 'running' ? 'service.running' : 'service.go')}
                            </Button>
                            <span className="fr-layers__words">
                                <strong>{title}</strong> {say(`service.${service}.does`)}
                                {outcome && outcome !== 'running' && <OutcomeLine outcome={outcome} />}
                            </span>
                        </li>
                    );
                })}
            </ul>
        </>
    );
}

function OutcomeLine({outcome}: {readonly outcome: ServiceOutcome}) {
    const {say, problem} = useWords<HealthWord>();
    const seconds = Math.round(outcome.tookMs / 100) / 10;
    return (
        <span className="fr-services__outcome">
            <Chip tone={outcome.code === 'ok' ? 'pass' : 'fail'}>{say(`service.${outcome.code}`)}</Chip>{' '}
            {say('service.took', {seconds})}
            {outcome.code === 'failed' && (
                <>
                    {': '}
                    {outcome.reason ? say(outcome.reason) : problem(outcome.problem)}{' '}
                    {outcome.problem.sentence !== '' && say('service.says', {sentence: outcome.problem.sentence})}
                </>
            )}
        </span>
    );
}
