import React, {useMemo} from 'react';
import type {ComponentType, ReactNode} from 'react';
import {IntlProvider, useIntl} from 'react-intl';

/** A part that is loaded later, drawn with the words it brings along. */
export function withWords<P extends object>(
    Part: ComponentType<P>,
    words: Readonly<Record<string, string>>,
): ComponentType<P> {
    return (props) => (
        <PartWords words={words}>
            <Part {...props} />
        </PartWords>
    );
}

/** Words besides the page's; what the host has translated goes before them. */
function PartWords({
    words,
    children,
}: {
    readonly words: Readonly<Record<string, string>>;
    readonly children: ReactNode;
}) {
    const {locale, messages: known, onError, timeZone} = useIntl();
    const messages = useMemo(() => ({...words, ...known}) as typeof known, [words, known]);
    return (
        <IntlProvider
            locale={locale}
            messages={messages}
            textComponent="span"
            onError={onError}
            {...(timeZone === undefined ? {} : {timeZone})}
        >
            {children}
        </IntlProvider>
    );
}
