import {useCallback, useRef, useState} from 'react';

/** What the page is doing now: one thing at a time. */
export type Activity = 'idle' | 'loading' | 'asking';

export type Occupation = {
    readonly activity: Activity;
    /** Up to this very moment; a render may be behind it. */
    readonly isBusy: () => boolean;
    /** Does the work, unless other work is under way. */
    readonly occupy: (what: Activity, work: () => Promise<void>) => Promise<void>;
};

export function useOccupation(): Occupation {
    const [activity, setActivity] = useState<Activity>('loading');
    const busy = useRef(false);
    const isBusy = useCallback(() => busy.current, []);
    const occupy = useCallback(async (what: Activity, work: () => Promise<void>) => {
        if (busy.current) {
            return;
        }
        busy.current = true;
        setActivity(what);
        try {
            await work();
        } finally {
            busy.current = false;
            setActivity('idle');
        }
    }, []);
    return {activity, isBusy, occupy};
}
