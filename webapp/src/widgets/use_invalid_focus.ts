import {useEffect, useRef, useState} from 'react';
import type {RefObject} from 'react';

/** Puts the focus into the first invalid field of a form each time somebody tries to send it. */
export function useInvalidFocus(): {
    /** For the element around the fields. */
    readonly form: RefObject<HTMLDivElement>;
    /** Somebody has tried to send it: from now on what is wrong is said. */
    readonly tried: boolean;
    readonly markTried: () => void;
} {
    const form = useRef<HTMLDivElement>(null);
    const [tries, setTries] = useState(0);
    useEffect(() => {
        if (tries > 0) {
            form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
        }
    }, [tries]);
    return {form, tried: tries > 0, markTried: () => setTries((before) => before + 1)};
}
