import React, {useEffect, useRef} from 'react';
import type {ReactNode} from 'react';

const FOCUSABLE = 'input, button, a[href], [tabindex="0"]';

/**
 * Keeps the keyboard's place: where the focused element is taken out of the page (a form closes, a step is done), the
 * focus goes to what came in its place, else to the nearest thing that is still there. It never moves on its own.
 */
export function FocusKeeper({className, children}: {readonly className: string; readonly children: ReactNode}) {
    const root = useRef<HTMLDivElement>(null);
    useEffect(() => (root.current ? keepFocus(root.current) : undefined), []);
    return (
        <div ref={root} className={className}>
            {children}
        </div>
    );
}

function keepFocus(root: HTMLElement): () => void {
    /** The focused element and all around it, nearest first; empty while the focus is elsewhere. */
    let place: readonly Element[] = [];
    const remember = ({target}: FocusEvent) => {
        place = target instanceof Element ? pathTo(target, root) : [];
    };
    const leave = ({target}: FocusEvent) => {
        // Taking an element out may tell of a lost focus too: only then the place still matters.
        queueMicrotask(() => {
            if (target instanceof Element && target.isConnected && document.activeElement !== target) {
                place = place[0] === target ? [] : place;
            }
        });
    };
    const observer = new MutationObserver((records) => {
        const [lost, ...around] = place;
        if (!lost || lost.isConnected || document.activeElement !== document.body) {
            return;
        }
        const nearest = around.find((element) => element.isConnected) ?? root;
        const added = records.flatMap((record) => [...record.addedNodes]).filter((node) => node instanceof Element);
        const fresh = added.filter((element) => nearest.contains(element)).map(firstFocusable);
        (fresh.find((element) => element !== undefined) ?? firstFocusable(nearest))?.focus();
    });
    root.addEventListener('focusin', remember);
    root.addEventListener('focusout', leave);
    observer.observe(root, {childList: true, subtree: true});
    return () => {
        root.removeEventListener('focusin', remember);
        root.removeEventListener('focusout', leave);
        observer.disconnect();
    };
}

function pathTo(element: Element, root: Element): readonly Element[] {
    const path: Element[] = [];
    for (let at: Element | null = element; at && at !== root; at = at.parentElement) {
        path.push(at);
    }
    return path;
}

function firstFocusable(element: Element): HTMLElement | undefined {
    const found = element.matches(FOCUSABLE) ? element : element.querySelector(FOCUSABLE);
    return found instanceof HTMLElement ? found : undefined;
}
