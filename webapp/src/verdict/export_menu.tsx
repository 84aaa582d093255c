import React, {useEffect, useId, useRef, useState} from 'react';
import type {ReadinessReport} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import {Button} from '../widgets/button.tsx';
import {PartsNotice} from '../widgets/parts_notice.tsx';
import {useParts} from '../widgets/use_parts.ts';
import {downloadText} from './download_text.ts';

const loadFormats = () => import(/* webpackChunkName: 'export' */ './export_formats.ts');

/** The report as a file, in three forms. Escape closes the list and gives the focus back. */
export function ExportMenu({report, siteHost}: {readonly report: ReadinessReport; readonly siteHost: string}) {
    const words = useWords();
    const id = useId();
    const [open, setOpen] = useState(false);
    const formats = useParts(open, loadFormats);
    const box = useRef<HTMLDivElement>(null);
    useEffect(() => {
        if (!open) {
            return undefined;
        }
        const closeOutside = (event: Event) => {
            if (event.target instanceof Node && !box.current?.contains(event.target)) {
                setOpen(false);
            }
        };
        document.addEventListener('pointerdown', closeOutside);
        document.addEventListener('focusin', closeOutside);
        return () => {
            document.removeEventListener('pointerdown', closeOutside);
            document.removeEventListener('focusin', closeOutside);
        };
    }, [open]);
    const close = () => {
        setOpen(false);
        box.current?.querySelector('button')?.focus();
    };
    const name = `fips-readiness-${siteHost.replace(/[^a-z0-9.-]/gi, '_')}-${report.madeAt.slice(0, 10)}`;
    return (
        // Escape works wherever the focus is inside; the buttons are the controls.
        // eslint-disable-next-line jsx-a11y/no-static-element-interactions
        <div
            className="fr-menu"
            ref={box}
            onKeyDown={(event) => {
                if (event.key === 'Escape' && open) {
                    event.stopPropagation();
                    close();
                }
            }}
        >
            <Button
                aria-expanded={open}
                aria-controls={open ? id : undefined}
                onClick={() => setOpen((before) => !before)}
            >
                {words.say('verdict.export')} <span aria-hidden="true">▾</span>
            </Button>
            {open && (
                <ul id={id} className="fr-menu__list">
                    {(formats.parts?.FORMATS ?? []).map(({code, extension, type, print}) => (
                        <li key={code}>
                            <button
                                type="button"
                                className="fr-menu__item"
                                onClick={() => {
                                    downloadText(`${name}.${extension}`, type, print(report, words));
                                    close();
                                }}
                            >
                                {words.say(`verdict.export_${code}`)}
                            </button>
                        </li>
                    ))}
                    {!formats.parts && (
                        <li>
                            <PartsNotice loading={formats} />
                        </li>
                    )}
                </ul>
            )}
        </div>
    );
}
