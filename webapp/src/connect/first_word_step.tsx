import React, {useState} from 'react';
import {makeVisible} from '@fips-readiness/core';
import type {ConnectWord} from '../i18n/connect_words.ts';
import {useWords} from '../i18n/use_words.ts';
import type {Connection} from '../state/plugin_settings.ts';
import {Button} from '../widgets/button.tsx';
import {CommandBlock} from '../widgets/command_block.tsx';
import {Notice} from '../widgets/notice.tsx';
import {FINGERPRINT_COMMAND} from './agent_commands.ts';
import type {ConnectProps} from './connect_props.ts';
import {DisconnectForm} from './disconnect_form.tsx';
import {Fingerprint} from './fingerprint.tsx';

/** Waits for the agent's hello, and lets the admin compare its key before anything it says is believed. */
export function FirstWordStep(props: ConnectProps & {readonly connection: Connection}) {
    const {snapshot, readiness, connection} = props;
    const {say, problem} = useWords<ConnectWord>();
    const [failure, setFailure] = useState<unknown>();
    const hello = snapshot.agent?.unconfirmed;
    const confirm = async (publicKey: string) => {
        setFailure(undefined);
        try {
            await readiness.changeSettings(() => ({connection: {...connection, publicKey}}));
        } catch (error) {
            setFailure(error);
        }
    };
    return (
        <>
            {hello ? (
                <>
                    <p>
                        {say('connect.wait.found')}{' '}
                        {say('connect.wait.facts', {
                            version: makeVisible(hello.agentVersion),
                            mode: say('agent.mode', {mode: hello.mode}),
                            name: makeVisible(hello.deployment.name),
                        })}
                    </p>
                    <p>
                        <Fingerprint publicKey={hello.publicKey} />
                    </p>
                    <p>{say('connect.wait.compare')}</p>
                    <CommandBlock lines={FINGERPRINT_COMMAND} label={say('connect.wait.compare')} />
                    <p className="fr-muted">{say('connect.wait.why')}</p>
                    <div className="fr-actions">
                        <Button look="primary" onClick={() => void confirm(hello.publicKey)}>
                            {say('connect.wait.confirm')}
                        </Button>
                    </div>
                    <p className="fr-muted">{say('connect.wait.differs')}</p>
                </>
            ) : (
                <p className="fr-waiting">{say('connect.wait.text')}</p>
            )}
            {failure !== undefined && (
                <Notice tone="fail" urgent>
                    {say('check.save_failed', {problem: problem(failure)})}
                </Notice>
            )}
            <DisconnectForm {...props} />
        </>
    );
}
