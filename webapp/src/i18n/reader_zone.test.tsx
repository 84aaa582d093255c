import {render, screen} from '@testing-library/react';
import React from 'react';
import {IntlProvider} from 'react-intl';
import {Provider} from 'react-redux';
import {legacy_createStore as createStore} from 'redux';
import {MESSAGES} from './messages.ts';
import {ReaderZone} from './reader_zone.tsx';
import {useWords} from './use_words.ts';

function Time() {
    return <time>{useWords().at('2026-11-23T23:30:00.000Z')}</time>;
}

function show(timezone: object | undefined): string {
    const users = {currentUserId: 'me', profiles: {me: {id: 'me', timezone}}};
    render(
        <Provider store={createStore(() => ({entities: {users}}))}>
            <IntlProvider locale="en" messages={MESSAGES}>
                <ReaderZone>
                    <Time />
                </ReaderZone>
            </IntlProvider>
        </Provider>,
    );
    return screen.getByRole('time').textContent ?? '';
}

const tokyo = 'Nov 24, 2026, 8:30 AM';

test.each([
    ['by hand', {useAutomaticTimezone: 'false', automaticTimezone: 'UTC', manualTimezone: 'Asia/Tokyo'}, tokyo],
    ['by the client', {useAutomaticTimezone: 'true', automaticTimezone: 'Asia/Tokyo', manualTimezone: 'UTC'}, tokyo],
])('times stand in the zone chosen %s', (_name, timezone, text) => {
    expect(show(timezone).replaceAll(/\s/g, ' ')).toBe(text);
});

test.each([
    ['no zone', undefined],
    ['an empty zone', {useAutomaticTimezone: 'true', automaticTimezone: '', manualTimezone: ''}],
    ['a zone that is none', {useAutomaticTimezone: 'false', automaticTimezone: '', manualTimezone: 'Mars/Base'}],
])('%s -> the browser’s', (_name, timezone) => {
    const browser = new Intl.DateTimeFormat('en', {dateStyle: 'medium', timeStyle: 'short'});
    expect(show(timezone)).toBe(browser.format(new Date('2026-11-23T23:30:00.000Z')));
});
