import {useEffect, useState} from 'react';
import {loadTranslation} from './load_translation.ts';
import type {Translation} from './load_translation.ts';

const NONE: Translation = {};

/** The page's messages in the reader's language; none while they are loaded, and none for English. */
export function useTranslation(locale: string): Translation {
    const [loaded, setLoaded] = useState<{readonly locale: string; readonly messages: Translation}>();
    useEffect(() => {
        if (locale === 'en') {
            return undefined;
        }
        let isCurrent = true;
        void loadTranslation(locale).then((messages) => {
            if (isCurrent) {
                setLoaded({locale, messages});
            }
        });
        return () => {
            isCurrent = false;
        };
    }, [locale]);
    return loaded?.locale === locale ? loaded.messages : NONE;
}
