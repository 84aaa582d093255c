import {useCallback, useEffect, useState} from 'react';

/** Parts of the page that are a script of their own, and how far their loading has come. */
export type Parts<T extends object> = {
    readonly state: 'not_wanted' | 'loading' | 'ready' | 'failed';
    readonly parts: T | undefined;
    /** Loads again what has failed. */
    readonly retry: () => void;
};

/** Loads parts once they are `wanted`; `load` stays the same function. */
export function useParts<T extends object>(wanted: boolean, load: () => Promise<T>): Parts<T> {
    const [parts, setParts] = useState<T>();
    const [failed, setFailed] = useState(false);
    const fetchParts = useCallback(() => {
        load().then(setParts, () => setFailed(true));
    }, [load]);
    useEffect(() => {
        if (wanted) {
            fetchParts();
        }
    }, [wanted, fetchParts]);
    const retry = () => {
        setFailed(false);
        fetchParts();
    };
    return {state: parts ? 'ready' : failed ? 'failed' : wanted ? 'loading' : 'not_wanted', parts, retry};
}
