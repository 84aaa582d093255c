import {useEffect, useState} from 'react';

/** Parts of the page that are a script of their own, or how far their loading has come. */
export type Parts<T extends object> = T | 'loading' | 'failed';

/** Loads parts once they are `wanted`; `load` stays the same function. */
export function useParts<T extends object>(wanted: boolean, load: () => Promise<T>): Parts<T> {
    const [parts, setParts] = useState<Parts<T>>('loading');
    useEffect(() => {
        if (wanted) {
            load().then(setParts, () => setParts('failed'));
        }
    }, [wanted, load]);
    return parts;
}
