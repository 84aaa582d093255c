import React from 'react';
import {useWords} from '../i18n/use_words.ts';
import type {RunView} from '../state/run_view.ts';
import type {Snapshot} from '../state/snapshot.ts';
import {AgentLine} from '../verdict/agent_line.tsx';
import {END_TONES} from '../verdict/end_tones.ts';
import {Badge} from '../widgets/badge.tsx';
import {SiteHeadline} from './site_headline.tsx';

/** The page's top right after a run, until the site was looked at again: nothing that was seen before is judged. */
export function SiteVerdict({run, snapshot}: {readonly run: RunView; readonly snapshot: Snapshot}) {
    const {say} = useWords();
    return (
        <section className="fr-card fr-verdict" aria-labelledby="fr-verdict-title">
            <div className="fr-verdict__top">
                <Badge tone={END_TONES[run.state.end ?? 'cancelled']} large />
                <div className="fr-verdict__words">
                    <h2 id="fr-verdict-title" className="fr-verdict__title">
                        <SiteHeadline run={run} />
                    </h2>
                    <p className="fr-waiting fr-muted" role="status">
                        {say('site.confirming')}
                    </p>
                </div>
            </div>
            <div className="fr-verdict__bottom">
                <span />
                <AgentLine agent={snapshot.agent} />
            </div>
        </section>
    );
}
