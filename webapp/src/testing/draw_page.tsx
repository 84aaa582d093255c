import React, {useState} from 'react';
import {configure} from '@testing-library/react';
import {IntlProvider} from 'react-intl';
import type {Translation} from '../i18n/load_translation.ts';
import {MESSAGES} from '../i18n/messages.ts';
import {Page} from '../page/page.tsx';
import type {Site} from '../state/site.ts';
import type {Rhythm} from '../state/use_readiness.ts';
import type {Server} from '../client/server.ts';

// Whatever is looked for comes sooner or later, on a slow machine later.
configure({asyncUtilTimeout: 10_000});

/** Quick enough for tests; the page's own looks stay out of the way unless a test asks for them. */
const TEST_RHYTHM: Rhythm = {
    askMs: 5,
    asks: 20,
    connectionMs: 60_000,
    firstWordMs: 60_000,
    presenceMs: 60_000,
    runMs: 60_000,
    clockMs: 60_000,
};

// jsdom lays nothing out, and so scrolls nothing.
Element.prototype.scrollIntoView = () => undefined;

const SITE: Site = {host: 'chat.example.com', url: 'https://chat.example.com', basePath: '', isSecure: true};

/** A sentence that is not there, or lacks a value, fails the test. */
function fail(error: unknown): void {
    throw error;
}

/** The page inside a form, as the console has it. */
export function DrawnPage(props: {
    readonly server: Server;
    readonly onSubmit?: () => void;
    readonly site?: Partial<Site>;
    readonly rhythm?: Partial<Rhythm>;
    readonly now?: () => Date;
    /** Path and hash it is loaded at. */
    readonly address?: string;
    readonly locale?: string;
    /** The words of `locale`; English stands in for what they lack. */
    readonly translation?: Translation;
}) {
    // Each page begins where the facts say, not where the one before it was left.
    useState(() => window.history.replaceState(null, '', props.address ?? '/'));
    return (
        <IntlProvider
            locale={props.locale ?? 'en'}
            messages={{...MESSAGES, ...props.translation}}
            textComponent="span"
            onError={fail}
        >
            <form
                onSubmit={(event) => {
                    event.preventDefault();
                    props.onSubmit?.();
                }}
            >
                <Page
                    server={props.server}
                    site={{...SITE, ...props.site}}
                    rhythm={{...TEST_RHYTHM, ...props.rhythm}}
                    {...(props.now ? {now: props.now} : {})}
                />
                <button type="submit">Save</button>
            </form>
        </IntlProvider>
    );
}
