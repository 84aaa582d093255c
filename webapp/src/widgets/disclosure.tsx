import React, {useId} from 'react';
import type {ReactNode} from 'react';
import {Icon} from './icon.tsx';

type Props = {
    readonly level: 2 | 3 | 4;
    readonly open: boolean;
    readonly onToggle: () => void;
    readonly head: ReactNode;
    readonly className: string;
    readonly children: ReactNode;
};

/** A heading that opens what stands below it. What is closed is not in the page. */
export function Disclosure({level, open, onToggle, head, className, children}: Props) {
    const id = useId();
    const Heading = `h${level}` as const;
    return (
        <div className={className}>
            <Heading className="fr-disclosure__heading">
                <button
                    type="button"
                    className="fr-disclosure__button"
                    aria-expanded={open}
                    aria-controls={open ? id : undefined}
                    onClick={onToggle}
                >
                    {head}
                    <span className={`fr-disclosure__chevron${open ? ' fr-disclosure__chevron--open' : ''}`}>
                        <Icon name="chevron" />
                    </span>
                </button>
            </Heading>
            {open && (
                <div id={id} className="fr-disclosure__body">
                    {children}
                </div>
            )}
        </div>
    );
}
