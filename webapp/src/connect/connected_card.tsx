import React, {useEffect, useState} from 'react';
import * as z from 'zod/mini';
import type {ConnectWord} from '../i18n/connect_words.ts';
import {useWords} from '../i18n/use_words.ts';
import {Badge} from '../widgets/badge.tsx';
import {FoldedCard} from '../widgets/folded_card.tsx';
import type {Server} from '../client/server.ts';
import type {ConnectProps} from './connect_props.ts';
import {DisconnectForm} from './disconnect_form.tsx';
import {Fingerprint} from './fingerprint.tsx';

const Bot = z.object({username: z.string(), owner_id: z.string(), user_id: z.string()});
const Maker = z.object({username: z.string()});

/** One line once the agent is connected; opened: its key, who made its bot, and the way out. */
export function ConnectedCard(props: ConnectProps) {
    const {say} = useWords<ConnectWord>();
    const {server, snapshot} = props;
    const {connection} = snapshot.settings;
    const [open, setOpen] = useState(false);
    const maker = useBotMaker(server, open ? connection?.botUserId : undefined);
    if (!connection) {
        return null;
    }
    return (
        <FoldedCard
            open={open}
            onToggle={() => setOpen((before) => !before)}
            badge={<Badge tone="pass" icon="plug" />}
            name={say('connect.done')}
            news={
                <>
                    {say('connect.fingerprint')} <Fingerprint publicKey={connection.publicKey} />
                </>
            }
        >
            <p>{say('connect.may')}</p>
            {maker && (
                <p>
                    {maker.maker === undefined
                        ? say('connect.bot_own', {bot: maker.bot})
                        : say('connect.bot_maker', {bot: maker.bot, maker: maker.maker})}
                </p>
            )}
            <p>{say('connect.wait.why')}</p>
            {snapshot.viewer.isSystemAdmin && <DisconnectForm {...props} connection={connection} />}
        </FoldedCard>
    );
}

type BotMaker = {readonly bot: string; readonly maker: string | undefined};

/** Names whose account the bot hangs on (security.md rule 6); nothing where that cannot be read. */
function useBotMaker(server: Server, botUserId: string | undefined): BotMaker | undefined {
    const [found, setFound] = useState<BotMaker>();
    useEffect(() => {
        let gone = false;
        const look = async (id: string) => {
            const bot = Bot.parse(await server.fetchBot(id));
            const owned = bot.owner_id !== bot.user_id;
            const maker = owned ? Maker.parse(await server.fetchUser(bot.owner_id)).username : undefined;
            if (!gone) {
                setFound({bot: bot.username, maker});
            }
        };
        if (botUserId !== undefined) {
            look(botUserId).catch(() => undefined);
        }
        return () => {
            gone = true;
        };
    }, [server, botUserId]);
    return found;
}
