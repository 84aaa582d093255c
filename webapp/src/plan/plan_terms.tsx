import React from 'react';
import {
    downtimeOf,
    findRotationTerm,
    hasNoDowntime,
    keepsOldImage,
    makeVisible,
    randomPortsOf,
    recreatedOf,
} from '@fips-readiness/core';
import type {Plan} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import {ShortId} from '../widgets/short_id.tsx';
import {TermList} from '../widgets/term_list.tsx';

/** What comes with a plan: image from and to, downtime and its source, what else moves, what a rollback brings back. */
export function PlanTerms({plan}: {readonly plan: Plan}) {
    const {say, speak} = useWords();
    const {target, rotation, backup, downtime} = plan;
    const {kind, host, name} = target;
    const term = rotation && findRotationTerm(rotation);
    const isOnHost = keepsOldImage(plan);
    const [recreated, ports] = [recreatedOf(plan), randomPortsOf(plan)];
    const visible = (names: readonly string[]) => makeVisible(names.join(', '));
    return (
        <TermList
            terms={[
                [
                    say('plan.server'),
                    say('plan.server.value', {
                        host: makeVisible(host),
                        kind,
                        name: makeVisible(name),
                        version: makeVisible(plan.serverVersion),
                    }),
                ],
                [
                    say('plan.image'),
                    plan.from.reference === plan.to.reference ? (
                        <PlannedImage image={plan.from} isOnHost={isOnHost} />
                    ) : (
                        <>
                            <PlannedImage image={plan.from} isOnHost={isOnHost} /> <span aria-hidden="true">→</span>{' '}
                            <PlannedImage image={plan.to} isOnHost={isOnHost} />
                        </>
                    ),
                ],
                [
                    say('plan.downtime'),
                    hasNoDowntime(plan)
                        ? say('plan.downtime.none')
                        : say('plan.downtime.value', {
                              ...downtimeOf(plan),
                              source: speak(`plan.downtime.${downtime.source}`),
                          }),
                ],
                [say('plan.random_ports'), ports.length > 0 && speak('plan.random_ports', {ports: visible(ports)})],
                [
                    say('plan.others'),
                    isOnHost && (recreated.length === 0 ? say('plan.others.none') : visible(recreated)),
                ],
                [
                    say('plan.rotation'),
                    rotation && term && (
                        <>
                            {makeVisible(speak(term.word, term.values))}
                            {rotation.otherClients.length > 0 && (
                                <strong>
                                    {'. '}
                                    {speak('plan.rotation_clients', {clients: visible(rotation.otherClients)})}
                                </strong>
                            )}
                        </>
                    ),
                ],
                [say('plan.backup'), speak(`backup.${backup.way}`, {note: makeVisible(backup.note)})],
                [
                    say('plan.restores'),
                    <>
                        {speak('plan.restores', {
                            way: plan.change.way,
                            password: rotation ? speak('plan.restores_password') : '',
                        })}{' '}
                        {say(`plan.auto.${plan.rollBack}`)}
                    </>,
                ],
            ].flatMap(([term, value]) => (value ? [[String(term), value] as const] : []))}
        />
    );
}

/** On a cluster each node pulls for itself: whether an image is there already is nobody's to say. */
function PlannedImage({
    image: {reference, id, digest},
    isOnHost,
}: {
    readonly image: Plan['from'];
    readonly isOnHost: boolean;
}) {
    const {say} = useWords();
    const shown = id ?? digest;
    return (
        <>
            <code>{makeVisible(reference)}</code> {shown !== null && <ShortId id={shown} />}
            {shown === null && isOnHost && <span className="fr-muted">{say('plan.image.not_here')}</span>}
        </>
    );
}
