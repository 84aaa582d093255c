import React, {lazy, Suspense} from 'react';
import {ErrorBoundary} from '../widgets/error_boundary.tsx';

/** Everybody who chats loads the plugin's script; only an admin who opens the console's page loads the page itself. */
const ConsolePage = lazy(async () => ({
    default: (await import(/* webpackChunkName: 'page' */ './console_page.tsx')).ConsolePage,
}));

/** What the console draws for our custom setting. The words of the page are not there yet: these two are its own. */
export function ConsoleEntry() {
    const fallback = (
        <p role="alert">
            The page of FIPS Readiness could not be loaded. Nothing has been changed. Reload this window; if that does
            not help, the server or a proxy in front of it does not serve the plugin&apos;s files.
        </p>
    );
    return (
        <ErrorBoundary fallback={fallback}>
            <Suspense fallback={<p role="status">Loading FIPS Readiness …</p>}>
                <ConsolePage />
            </Suspense>
        </ErrorBoundary>
    );
}
