import React, {useState} from 'react';
import type {ReactNode} from 'react';
import type {ConnectWord} from '../i18n/connect_words.ts';
import {useWords} from '../i18n/use_words.ts';
import {Icon} from '../widgets/icon.tsx';
import type {ConnectProps} from './connect_props.ts';
import {FirstWordStep} from './first_word_step.tsx';
import {RunStep} from './run_step.tsx';
import {SetupStep} from './setup_step.tsx';

type Stand = 'done' | 'now' | 'later';

/** The second way. Where it stands comes from what exists: a reload or another admin sees the same. */
export function ThreeSteps(props: ConnectProps) {
    const {connection} = props.snapshot.settings;
    const prepared = connection !== undefined && connection.channelId !== '';
    const heard = props.snapshot.agent?.unconfirmed !== undefined;
    const [token, setToken] = useState<string>();
    return (
        <ol className="fr-steps">
            <Step number={1} stand={prepared ? 'done' : 'now'}>
                {!prepared && <SetupStep {...props} onToken={setToken} />}
            </Step>
            <Step number={2} stand={!prepared ? 'later' : heard ? 'done' : 'now'}>
                {prepared && !heard && <RunStep {...props} connection={connection} token={token} onToken={setToken} />}
            </Step>
            <Step number={3} stand={prepared ? 'now' : 'later'}>
                {prepared && <FirstWordStep {...props} connection={connection} />}
            </Step>
        </ol>
    );
}

function Step({
    number,
    stand,
    children,
}: {
    readonly number: 1 | 2 | 3;
    readonly stand: Stand;
    readonly children: ReactNode;
}) {
    const {say} = useWords<ConnectWord>();
    return (
        <li className={`fr-steps__step fr-steps__step--${stand}`}>
            <span className="fr-journey__mark" aria-hidden="true">
                {stand === 'done' ? <Icon name="check" /> : number}
            </span>
            <div className="fr-steps__body">
                <h5 className="fr-steps__name">
                    {say(`connect.step${number}`)}
                    <span className="fr-hidden">, {say(`connect.state.${stand}`)}</span>
                </h5>
                {children}
            </div>
        </li>
    );
}
