import React from 'react';
import type {ConnectProps} from './connect_props.ts';
import {ConnectedCard} from './connected_card.tsx';
import {InvitationCard} from './invitation_card.tsx';
import './connect.css';

/** How the agent is connected, or that it is. */
export function ConnectSection(props: ConnectProps) {
    return props.snapshot.settings.connection?.publicKey ? <ConnectedCard {...props} /> : <InvitationCard {...props} />;
}
