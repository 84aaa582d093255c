import React, {useState} from 'react';
import {findDrift, findSettled, findUpcoming, isObserved, makeVisible} from '@fips-readiness/core';
import type {Server} from '../client/server.ts';
import {DriftList} from '../drift/drift_list.tsx';
import type {HealthWord} from '../i18n/health_words.ts';
import {useWords} from '../i18n/use_words.ts';
import {useSitePath} from '../state/site.ts';
import type {Judgement} from '../state/judgement.ts';
import type {RunView} from '../state/run_view.ts';
import type {Snapshot} from '../state/snapshot.ts';
import {Badge} from '../widgets/badge.tsx';
import {CommandBlock} from '../widgets/command_block.tsx';
import {FoldedCard} from '../widgets/folded_card.tsx';
import {Notice} from '../widgets/notice.tsx';
import {InstanceTable} from './instance_table.tsx';
import {HealthTable} from './health_table.tsx';
import {needsLook} from './plugin_health.ts';
import {ServiceTests} from './service_tests.tsx';
import {usePluginHealth} from './use_plugin_health.ts';
import type {SeenHealth} from './use_plugin_health.ts';
import './health.css';

type Props = {
    readonly server: Server;
    readonly snapshot: Snapshot;
    readonly judgement: Judgement;
    /** The run last told of; unknown after a move by hand. */
    readonly run: RunView | undefined;
    readonly now: () => Date;
};

/** Plugins, sign-ins and services after the move, by the admin's session alone: no agent, no run is needed. */
export function HealthSection({server, snapshot, judgement: {facts}, run, now}: Props) {
    const words = useWords<HealthWord>();
    const {say, speak, at} = words;
    const sitePath = useSitePath();
    const nowMs = now().getTime();
    const settled = run?.plan && findSettled([{plan: run.plan, events: run.events, state: run.state}]);
    const baseline = settled?.variant === 'fips' ? settled : undefined;
    const seen = usePluginHealth(server, snapshot.takenAt, facts, baseline?.plugins);
    const wrong = seen.code === 'seen' ? seen.plugins.filter(needsLook) : [];
    const drift = findDrift(facts, settled, nowMs)
        // The table says which, with more.
        .filter(({code}) => code !== 'plugin_gone');
    const slipped = drift.filter((one) => one.wrong).length;
    // Where instances are spread over nodes; a single container is what the verdict is about already.
    const instances = isObserved(facts.instances) ? facts.instances.value : [];
    const pods = instances.filter(({node}) => node !== undefined);
    const [toggled, setToggled] = useState<boolean>();
    const open = toggled ?? (wrong.length > 0 || slipped > 0);
    const tone = slipped > 0 ? 'fail' : wrong.length > 0 || seen.code === 'unread' ? 'warn' : 'pass';
    const unread =
        seen.code === 'seen' && seen.plugins.some(({proof, state}) => proof === 'unknown' && state === 'running');
    return (
        <FoldedCard
            open={open}
            onToggle={() => setToggled(!open)}
            badge={<Badge tone={seen.code === 'looking' ? 'unknown' : tone} />}
            name={say('health.title')}
            news={newsOf(seen, slipped, words)}
        >
            <div className="fr-prose">
                <DriftList drift={drift} upcoming={findUpcoming(facts)} byHand={!settled} />
                <p className="fr-muted">
                    {say('health.lead')}{' '}
                    {baseline ? say('health.baseline', {at: at(baseline.endedAt)}) : say('health.no_baseline')}
                </p>
                {pods.length > 0 && <InstanceTable instances={pods} />}
                {seen.code === 'seen' && <HealthTable plugins={seen.plugins} />}
                <Notice tone="info">{speak('after.marketplace')}</Notice>
                <div className="fr-actions">
                    <a
                        className="fr-button fr-button--secondary"
                        href={sitePath('/admin_console/plugins/plugin_management')}
                    >
                        {say('health.console')}
                    </a>
                </div>
                {unread && (
                    <>
                        <p>{say('health.read')}</p>
                        <CommandBlock lines={['fips-agent check --after']} label={say('health.read')} />
                    </>
                )}
                {snapshot.viewer.isSystemAdmin && seen.code === 'seen' && (
                    <ServiceTests server={server} config={seen.config} now={now} />
                )}
            </div>
        </FoldedCard>
    );
}

type Words = ReturnType<typeof useWords<HealthWord>>;

function newsOf(seen: SeenHealth, slipped: number, words: Words): string {
    const plugins = pluginNewsOf(seen, words);
    return slipped === 0 ? plugins : `${words.say('health.news.slipped', {count: slipped})} ${plugins}`;
}

function pluginNewsOf(seen: SeenHealth, {say, problem}: Words): string {
    switch (seen.code) {
        case 'looking':
            return say('health.looking');
        case 'unread':
            return say('health.unread', {problem: problem(seen.problem)});
        case 'seen': {
            const wrong = seen.plugins.filter(needsLook);
            const names = wrong
                .slice(0, 8)
                .map(({name}) => makeVisible(name))
                .join(', ');
            const running = seen.plugins.filter(({state}) => state === 'running').length;
            return wrong.length > 0
                ? say('health.news.wrong', {count: wrong.length, names})
                : say('health.news.well', {count: running});
        }
    }
}
