import React, {useId, useState} from 'react';
import type {ReactNode} from 'react';
import {Button} from './button.tsx';

/** A second way, or what only some want to read: one line until it is opened. */
export function More({label, children}: {readonly label: string; readonly children: ReactNode}) {
    const id = useId();
    const [open, setOpen] = useState(false);
    return (
        <div className="fr-more">
            <Button
                look="quiet"
                aria-expanded={open}
                aria-controls={open ? id : undefined}
                onClick={() => setOpen((before) => !before)}
            >
                {label} <span aria-hidden="true">{open ? '▴' : '▾'}</span>
            </Button>
            {open && (
                <div id={id} className="fr-more__body">
                    {children}
                </div>
            )}
        </div>
    );
}
