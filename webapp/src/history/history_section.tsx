import React, {useState} from 'react';
import {makeVisible} from '@fips-readiness/core';
import {printDuration} from '../i18n/print_duration.ts';
import {useWords} from '../i18n/use_words.ts';
import type {HistoryLine} from '../state/move.ts';
import type {Snapshot} from '../state/snapshot.ts';
import type {Readiness} from '../state/use_readiness.ts';
import {END_TONES} from '../verdict/end_tones.ts';
import {Badge} from '../widgets/badge.tsx';
import {Button} from '../widgets/button.tsx';
import {Chip} from '../widgets/chip.tsx';
import {FoldedCard} from '../widgets/folded_card.tsx';

/** Every run: when, what for, by whom, how long the site was down, how it ended. */
export function HistorySection({snapshot, readiness}: {readonly snapshot: Snapshot; readonly readiness: Readiness}) {
    const {say, speak, at} = useWords();
    const [open, setOpen] = useState(false);
    const {history, knowsAllRuns} = readiness.move;
    const [newest] = history;
    const last = newest && {end: speak(`run.end.${newest.end ?? 'open'}`), at: at(newest.openedAt)};
    const news = !last
        ? say('history.none')
        : knowsAllRuns
          ? say('history.lead', {...last, count: history.length})
          : say('history.lead_last', last);
    return (
        <FoldedCard
            open={open}
            onToggle={() => setOpen((before) => !before)}
            badge={<Badge tone="unknown" icon="clock" />}
            name={say('history.title')}
            news={news}
        >
            {newest && <HistoryTable history={history} />}
            {snapshot.viewer.isSystemAdmin && (
                <div className="fr-actions">
                    <Button
                        aria-disabled={readiness.activity !== 'idle'}
                        onClick={() => void readiness.ask({kind: 'show'})}
                    >
                        {say('history.ask')}
                    </Button>
                </div>
            )}
        </FoldedCard>
    );
}

function HistoryTable({history}: {readonly history: readonly HistoryLine[]}) {
    const {say, speak, at} = useWords();
    return (
        <table className="fr-table fr-history">
            <caption className="fr-hidden">{say('history.caption')}</caption>
            <thead>
                <tr>
                    <th scope="col">{say('history.when')}</th>
                    <th scope="col">{say('history.goal')}</th>
                    <th scope="col">{say('history.by')}</th>
                    <th scope="col">{say('history.down')}</th>
                    <th scope="col">{say('history.end')}</th>
                </tr>
            </thead>
            <tbody>
                {history.map(({runId, openedAt, goal, by, downMs, end}) => (
                    <tr key={runId}>
                        <th scope="row">{at(openedAt)}</th>
                        <td data-label={say('history.goal')}>{speak(`goal.${goal}`)}</td>
                        <td data-label={say('history.by')}>{makeVisible(by)}</td>
                        <td data-label={say('history.down')}>{downMs === null ? '–' : printDuration(downMs)}</td>
                        <td data-label={say('history.end')}>
                            <Chip tone={end === null ? 'info' : END_TONES[end]}>
                                {speak(`run.end.${end ?? 'open'}`)}
                            </Chip>
                        </td>
                    </tr>
                ))}
            </tbody>
        </table>
    );
}
