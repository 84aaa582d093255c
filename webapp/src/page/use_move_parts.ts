import {useEffect, useState} from 'react';
import type * as parts from './move_parts.ts';

/** The sections from Plan to History, or how far their loading has come. */
export type MoveParts = typeof parts | 'loading' | 'failed';

/**
 * Loads the sections of the move once `wanted`: before there is a plan to approve, and so long before a restart in which
 * no script could be fetched.
 */
export function useMoveParts(wanted: boolean): MoveParts {
    const [moveParts, setMoveParts] = useState<MoveParts>('loading');
    useEffect(() => {
        if (wanted) {
            import(/* webpackChunkName: 'move' */ './move_parts.ts').then(setMoveParts, () => setMoveParts('failed'));
        }
    }, [wanted]);
    return moveParts;
}
