import React, {useState} from 'react';
import {useWords} from '../i18n/use_words.ts';
import {Badge} from '../widgets/badge.tsx';
import {FoldedCard} from '../widgets/folded_card.tsx';
import {PartsNotice} from '../widgets/parts_notice.tsx';
import {useParts} from '../widgets/use_parts.ts';
import type {ReportProps} from './report_props.ts';

const loadReport = () => import(/* webpackChunkName: 'report' */ './signed_report.tsx');

/** The evidence report, asked of the agent: for whoever has to show what was done. */
export function ReportCard(props: ReportProps) {
    const {say} = useWords();
    const [open, setOpen] = useState(false);
    const report = useParts(open, loadReport);
    return (
        <FoldedCard
            open={open}
            onToggle={() => setOpen((before) => !before)}
            badge={<Badge tone="info" icon="book" />}
            name={say('report.title')}
            news={say('report.news')}
        >
            {report.parts ? <report.parts.SignedReport {...props} /> : <PartsNotice loading={report} />}
        </FoldedCard>
    );
}
