import React from 'react';
import {useWords} from '../i18n/use_words.ts';
import {Button} from './button.tsx';
import {Notice} from './notice.tsx';
import type {Parts} from './use_parts.ts';

/** Instead of a part that is not there yet: it is on its way, or it did not come and can be asked for again. */
export function PartsNotice({loading: {state, retry}}: {readonly loading: Parts<object>}) {
    const {say} = useWords();
    switch (state) {
        case 'loading':
            return (
                <p className="fr-waiting fr-muted" role="status">
                    {say('parts.loading')}
                </p>
            );
        case 'failed':
            return (
                <Notice tone="fail" urgent>
                    <strong>{say('parts.failed.title')}</strong> {say('parts.failed.text')}{' '}
                    <Button look="quiet" onClick={retry}>
                        {say('page.try_again')}
                    </Button>
                </Notice>
            );
        case 'not_wanted':
        case 'ready':
            return null;
    }
}
