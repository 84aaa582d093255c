import React, {useState} from 'react';
import type {ConnectWord} from '../i18n/connect_words.ts';
import {useWords} from '../i18n/use_words.ts';
import {Badge} from '../widgets/badge.tsx';
import {CommandBlock} from '../widgets/command_block.tsx';
import {Disclosure} from '../widgets/disclosure.tsx';
import {INIT_COMMAND} from './init_command.ts';
import type {ConnectProps} from './connect_props.ts';
import {ThreeSteps} from './three_steps.tsx';

/** What the agent is, what it may do, and the two ways to connect it. */
export function InvitationCard(props: ConnectProps) {
    const {say} = useWords<ConnectWord>();
    const {snapshot} = props;
    const begun = snapshot.settings.connection !== undefined;
    const [toggled, setToggled] = useState<boolean>();
    const secondOpen = toggled ?? begun;
    return (
        <section className="fr-card fr-connect" aria-labelledby="fr-connect-title">
            <div className="fr-connect__head">
                <Badge tone="info" />
                <div>
                    <h3 id="fr-connect-title" className="fr-group__name">
                        {say('connect.title')}
                    </h3>
                    <p>{say('connect.lead')}</p>
                    <ul className="fr-connect__rights">
                        <li>{say('connect.may')}</li>
                        <li>{say('connect.rights')}</li>
                        <li>{say('connect.optional')}</li>
                    </ul>
                </div>
            </div>
            {snapshot.viewer.isSystemAdmin && (
                <div className="fr-connect__ways">
                    <h4 className="fr-connect__way">{say('connect.first.title')}</h4>
                    <p>{say('connect.first.text')}</p>
                    <CommandBlock lines={INIT_COMMAND} label={say('connect.first.title')} />
                    <p className="fr-muted">{say('connect.first.after')}</p>
                    <Disclosure
                        level={4}
                        className="fr-connect__second"
                        open={secondOpen}
                        onToggle={() => setToggled(!secondOpen)}
                        head={
                            <span className="fr-group__words">
                                <span className="fr-connect__way">{say('connect.second.title')}</span>
                                <span className="fr-group__news">{say('connect.second.text')}</span>
                            </span>
                        }
                    >
                        <ThreeSteps {...props} />
                    </Disclosure>
                </div>
            )}
        </section>
    );
}
