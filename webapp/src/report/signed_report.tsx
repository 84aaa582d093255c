import React, {useMemo} from 'react';
import {printFingerprint} from '@fips-readiness/core';
import {withWords} from '../i18n/part_words.tsx';
import {REPORT_MESSAGES} from '../i18n/report_words.ts';
import type {ReportWord} from '../i18n/report_words.ts';
import {useWords} from '../i18n/use_words.ts';
import {downloadText} from '../verdict/download_text.ts';
import {Button} from '../widgets/button.tsx';
import {CommandBlock} from '../widgets/command_block.tsx';
import {Notice} from '../widgets/notice.tsx';
import {drawReport, readSigned} from './read_signed.ts';
import type {SignedReport as Signed} from './read_signed.ts';
import type {ReportProps} from './report_props.ts';

/** Asks for a report, and hands it over whole, with its words: a script of its own, for whoever opens it. */
export const SignedReport = withWords(Report, REPORT_MESSAGES);

function Report({runId, connection: {publicKey}, readiness}: ReportProps) {
    const {say} = useWords<ReportWord>();
    const {snapshot, activity, ask} = readiness;
    const believed = snapshot?.agent?.believed;
    const signed = useMemo(() => readSigned(believed ?? [], runId, publicKey), [believed, runId, publicKey]);
    const short = runId.slice(0, 8);
    const key = (printFingerprint(publicKey) ?? '').replaceAll(' ', '');
    const command = ['fips-agent report', short].filter(Boolean).join(' ');
    return (
        <div className="fr-prose">
            <p>{say('report.lead', {runId: short || 'none'})}</p>
            {signed && (signed.isConsistent ? <Downloads signed={signed} publicKey={publicKey} /> : <Broken />)}
            <div className="fr-actions">
                <Button aria-disabled={activity !== 'idle'} onClick={() => void ask({kind: 'report', runId})}>
                    {say(signed ? 'report.again' : 'report.ask')}
                </Button>
            </div>
            <h4>{say('report.check')}</h4>
            <CommandBlock lines={[`fips-agent verify-report evidence.json --key ${key}`]} label={say('report.check')} />
            <h4>{say('report.host')}</h4>
            <CommandBlock
                lines={[`${command} --out evidence.json`, `${command} --format html --out evidence.html`]}
                label={say('report.host')}
            />
        </div>
    );
}

function Downloads({signed, publicKey}: {readonly signed: Signed; readonly publicKey: string}) {
    const {say, at} = useWords<ReportWord>();
    const {madeAtMs, json} = signed;
    const html = useMemo(() => drawReport({json}), [json]);
    const name = `fips-readiness-evidence-${new Date(madeAtMs).toISOString().slice(0, 10)}`;
    return (
        <>
            <p>{say('report.made', {at: at(madeAtMs), fingerprint: printFingerprint(publicKey) ?? ''})}</p>
            <div className="fr-actions">
                <Button onClick={() => downloadText(`${name}.json`, 'application/json', json)}>
                    {say('report.json')}
                </Button>
                {html !== undefined && (
                    <Button onClick={() => downloadText(`${name}.html`, 'text/html', html)}>
                        {say('report.html')}
                    </Button>
                )}
            </div>
            <p className="fr-muted">{say('report.english')}</p>
        </>
    );
}

function Broken() {
    const {say} = useWords<ReportWord>();
    return (
        <Notice tone="fail" urgent>
            {say('report.broken')}
        </Notice>
    );
}
