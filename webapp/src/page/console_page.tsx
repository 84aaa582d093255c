import React, {useState} from 'react';
import {makeServer} from '../client/make_server.ts';
import {ReaderZone} from '../i18n/reader_zone.tsx';
import {useWords} from '../i18n/use_words.ts';
import {ErrorBoundary} from '../widgets/error_boundary.tsx';
import {Notice} from '../widgets/notice.tsx';
import {Page} from './page.tsx';
import type {Site} from '../state/site.ts';

/** The whole page, in the reader's words and zone. The host's props are not needed: the page asks for itself. */
export function ConsolePage() {
    return (
        <ReaderZone>
            <GuardedPage />
        </ReaderZone>
    );
}

function GuardedPage() {
    const {say} = useWords();
    const [site] = useState(readSite);
    const [server] = useState(() => makeServer(site.url));
    const fallback = (
        <Notice tone="fail" urgent>
            <strong>{say('page.failed.title')}</strong> {say('page.failed.text')}
        </Notice>
    );
    return (
        <ErrorBoundary fallback={fallback}>
            <Page server={server} site={site} />
        </ErrorBoundary>
    );
}

function readSite(): Site {
    const basePath = (window.basename ?? '').replace(/\/+$/, '');
    return {
        host: window.location.host,
        url: `${window.location.origin}${basePath}`,
        basePath,
        isSecure: window.location.protocol === 'https:',
    };
}
