import {useEffect, useRef} from 'react';
import type {RefObject} from 'react';
import type {JourneyStep} from '../state/journey.ts';

/** Where the page begins: brought into sight when the deployment has gone on to another step, for the view goes with it. */
export function useTop(byFacts: JourneyStep | 'end'): RefObject<HTMLDivElement> {
    const top = useRef<HTMLDivElement>(null);
    const facts = useRef<JourneyStep | 'end'>(undefined);
    useEffect(() => {
        const isFirst = facts.current === undefined || !top.current;
        if (!isFirst && facts.current !== byFacts) {
            top.current?.scrollIntoView({block: 'start'});
        }
        facts.current = top.current ? byFacts : facts.current;
    }, [byFacts]);
    return top;
}
