import {render, screen} from '@testing-library/react';
import React from 'react';
import {IntlProvider} from 'react-intl';
import {Provider} from 'react-redux';
import {legacy_createStore as createStore} from 'redux';
import {loadTranslation} from './load_translation.ts';
import {ReaderZone} from './reader_zone.tsx';
import {useWords} from './use_words.ts';

const store = createStore(() => ({entities: {users: {currentUserId: 'me', profiles: {}}}}));

function Sentences() {
    const {say} = useWords();
    return (
        <>
            <p>{say('agent.none')}</p>
            <p>{say('agent.online')}</p>
        </>
    );
}

function show(locale: string, host: Readonly<Record<string, string>> = {}): void {
    render(
        <Provider store={store}>
            <IntlProvider locale={locale} messages={host} onError={() => undefined}>
                <ReaderZone>
                    <Sentences />
                </ReaderZone>
            </IntlProvider>
        </Provider>,
    );
}

it('English stands there at once, and the reader’s language as soon as it is loaded', async () => {
    show('de');
    expect(screen.getByText('No agent connected')).toBeVisible();
    expect(await screen.findByText('Kein Agent verbunden')).toBeVisible();
});

it('what the host itself has translated goes before our own', async () => {
    show('de', {'fips-readiness.page.agent.online': 'Der Agent ist da'});
    expect(await screen.findByText('Kein Agent verbunden')).toBeVisible();
    expect(screen.getByText('Der Agent ist da')).toBeVisible();
});

it.each([
    ['de', 'Kein Agent verbunden'],
    ['de-AT', 'Kein Agent verbunden'],
    ['en', undefined],
    ['en-AU', undefined],
    ['xx', undefined],
])('the file for %s says %s', async (locale, sentence) => {
    expect((await loadTranslation(locale))['fips-readiness.page.agent.none']).toBe(sentence);
});
