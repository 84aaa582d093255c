import React, {useEffect, useId, useRef, useState} from 'react';
import {printCsvReport, printMarkdownReport} from '@fips-readiness/core';
import type {ReadinessReport} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import type {Words} from '../i18n/use_words.ts';
import {Button} from '../widgets/button.tsx';
import {downloadText} from './download_text.ts';

const FORMATS = [
    {
        code: 'json',
        type: 'application/json',
        print: (report: ReadinessReport) => `${JSON.stringify(report, null, 2)}\n`,
    },
    {
        code: 'markdown',
        type: 'text/markdown',
        print: (report: ReadinessReport, {speak}: Words) => printMarkdownReport(report, speak),
    },
    {code: 'csv', type: 'text/csv', print: (report: ReadinessReport, {speak}: Words) => printCsvReport(report, speak)},
] as const;
const EXTENSIONS = {json: 'json', markdown: 'md', csv: 'csv'} as const;

/** The report as a file, in three forms. Escape closes the list and gives the focus back. */
export function ExportMenu({report, siteHost}: {readonly report: ReadinessReport; readonly siteHost: string}) {
    const words = useWords();
    const id = useId();
    const [open, setOpen] = useState(false);
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
                    {FORMATS.map(({code, type, print}) => (
                        <li key={code}>
                            <button
                                type="button"
                                className="fr-menu__item"
                                onClick={() => {
                                    downloadText(`${name}.${EXTENSIONS[code]}`, type, print(report, words));
                                    close();
                                }}
                            >
                                {words.say(`verdict.export_${code}`)}
                            </button>
                        </li>
                    ))}
                </ul>
            )}
        </div>
    );
}
