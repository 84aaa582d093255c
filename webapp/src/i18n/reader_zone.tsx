import type {GlobalState} from '@mattermost/types/store';
import type {UserProfile} from '@mattermost/types/users';
import {getCurrentUser} from 'mattermost-redux/selectors/entities/common';
import React, {useMemo} from 'react';
import type {ReactNode} from 'react';
import {IntlProvider, useIntl} from 'react-intl';
import {useSelector} from 'react-redux';
import {MESSAGES} from './messages.ts';
import {useTranslation} from './use_translation.ts';

/**
 * Draws its children with the page's words in the reader's language, English where a word is not translated, and with times
 * in the zone the reader has chosen in Mattermost; the browser's where none is known.
 */
export function ReaderZone({children}: {readonly children: ReactNode}) {
    const intl = useIntl();
    const {messages: hostMessages} = intl;
    const zone = useSelector((state: GlobalState) => findZone(getCurrentUser(state)));
    const translation = useTranslation(intl.locale);
    const messages = useMemo(
        () => ({...MESSAGES, ...translation, ...hostMessages}) as typeof hostMessages,
        [translation, hostMessages],
    );
    return (
        <IntlProvider
            locale={intl.locale}
            messages={messages}
            textComponent="span"
            onError={intl.onError}
            {...(zone === undefined ? {} : {timeZone: zone})}
        >
            {children}
        </IntlProvider>
    );
}

/** The zone of a Mattermost user (model/user.go, `timezone`): by hand, or what a client last told. */
function findZone(user: UserProfile | undefined): string | undefined {
    const chosen = user?.timezone;
    const zone = String(chosen?.useAutomaticTimezone) === 'true' ? chosen?.automaticTimezone : chosen?.manualTimezone;
    return zone !== undefined && zone !== '' && isZone(zone) ? zone : undefined;
}

function isZone(zone: string): boolean {
    try {
        new Intl.DateTimeFormat('en', {timeZone: zone});
        return true;
    } catch {
        return false;
    }
}
