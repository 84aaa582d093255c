import {useEffect, useRef} from 'react';
import type {RefObject} from 'react';
import type {JourneyStep} from '../state/journey.ts';

/**
 * Where the page starts: brought into sight when the deployment has gone on to another step, for the view goes with it. `byFacts` is
 * undefined before the first look.
 */
export function useTop(byFacts: JourneyStep | 'end' | undefined): RefObject<HTMLDivElement> {
    const top = useRef<HTMLDivElement>(null);
    const facts = useRef(byFacts);
    useEffect(() => {
        if (facts.current !== undefined && facts.current !== byFacts) {
            top.current?.scrollIntoView({block: 'start'});
        }
        facts.current = byFacts;
    }, [byFacts]);
    return top;
}
