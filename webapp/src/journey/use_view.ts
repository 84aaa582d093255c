import {useEffect, useRef, useState} from 'react';
import {JOURNEY_STEPS} from '../state/journey.ts';
import type {JourneyStep} from '../state/journey.ts';

const PREFIX = '#fips-';

/** The address of a step's view, below the page's own. */
export function hashOf(step: JourneyStep): string {
    return `${PREFIX}${step}`;
}

function readHash(): JourneyStep | undefined {
    return JOURNEY_STEPS.find((step) => window.location.hash === hashOf(step));
}

/**
 * The step whose view is open: the one the address names, else where the deployment is by the facts. When that changes while
 * somebody looks (a run starts, or ends), the view follows. Back and forward go through what was opened. `byFacts` is undefined
 * before the first look: an address that was loaded stays.
 */
export function useView(byFacts: JourneyStep | undefined): {
    readonly view: JourneyStep;
    readonly open: (step: JourneyStep) => void;
} {
    const [named, setNamed] = useState(() => ({step: readHash(), since: byFacts}));
    if (named.since !== byFacts) {
        setNamed({step: named.since === undefined ? named.step : undefined, since: byFacts});
    }
    const facts = useRef(byFacts);
    useEffect(() => {
        const isFirst = facts.current === undefined;
        if (facts.current !== byFacts && !isFirst && readHash()) {
            const {pathname, search} = window.location;
            window.history.replaceState(window.history.state, '', `${pathname}${search}`);
        }
        facts.current = byFacts;
    }, [byFacts]);
    useEffect(() => {
        const read = () => setNamed({step: readHash(), since: facts.current});
        window.addEventListener('hashchange', read);
        return () => window.removeEventListener('hashchange', read);
    }, []);
    const open = (step: JourneyStep) => {
        if (readHash() === step) {
            setNamed({step, since: byFacts});
        } else {
            window.location.hash = hashOf(step);
        }
    };
    return {view: named.step ?? byFacts ?? 'connect', open};
}
