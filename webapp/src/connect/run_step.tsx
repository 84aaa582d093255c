import React, {useState} from 'react';
import type {ConnectWord} from '../i18n/connect_words.ts';
import {useWords} from '../i18n/use_words.ts';
import {useSite} from '../state/site.ts';
import type {Connection} from '../state/plugin_settings.ts';
import {Button} from '../widgets/button.tsx';
import {CommandBlock} from '../widgets/command_block.tsx';
import {Notice} from '../widgets/notice.tsx';
import {KEEP_TOKEN_COMMAND, makeSettingsCommand, START_COMMAND} from './agent_commands.ts';
import type {ConnectProps} from './connect_props.ts';
import {renewToken} from './setup_steps.ts';

type Props = ConnectProps & {
    readonly connection: Connection;
    readonly token: string | undefined;
    readonly onToken: (token: string) => void;
};

/** The token, shown this once, and the commands with this site's values filled in. */
export function RunStep({server, connection, token, onToken}: Props) {
    const {say, problem} = useWords<ConnectWord>();
    const site = useSite();
    const [failure, setFailure] = useState<unknown>();
    const renew = async () => {
        setFailure(undefined);
        try {
            onToken(await renewToken(server, connection.botUserId));
        } catch (error) {
            setFailure(error);
        }
    };
    return (
        <>
            {token === undefined ? (
                <>
                    <p>{say('connect.token.gone')}</p>
                    <Button onClick={() => void renew()}>{say('connect.token.renew')}</Button>
                </>
            ) : (
                <>
                    <h6 className="fr-result__label">{say('connect.token.title')}</h6>
                    <CommandBlock lines={[token]} label={say('connect.token.title')} />
                    <p className="fr-muted">{say('connect.token.text')}</p>
                    {!site.isSecure && <Notice tone="warn">{say('connect.token.plain_http')}</Notice>}
                </>
            )}
            {failure !== undefined && (
                <Notice tone="fail" urgent>
                    {problem(failure)}
                </Notice>
            )}
            {(
                [
                    ['connect.run.keep_token', KEEP_TOKEN_COMMAND],
                    ['connect.run.settings', makeSettingsCommand(connection, site.url)],
                    ['connect.run.start', START_COMMAND],
                ] as const
            ).map(([word, lines]) => (
                <React.Fragment key={word}>
                    <h6 className="fr-result__label">{say(word)}</h6>
                    <CommandBlock lines={lines} label={say(word)} />
                </React.Fragment>
            ))}
        </>
    );
}
