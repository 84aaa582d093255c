import React from 'react';
import {canBeAccepted, canBeAcceptedOnPage, describeResult} from '@fips-readiness/core';
import type {Result} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import {More} from '../widgets/more.tsx';
import {Notice} from '../widgets/notice.tsx';
import {AcceptForm} from './accept_form.tsx';
import {AcceptOnHost} from './accept_on_host.tsx';
import {AcceptedLine} from './accepted_line.tsx';
import {BackupForm} from './backup_form.tsx';
import {RemedyList} from './remedy_list.tsx';
import type {RowContext} from './row_context.ts';
import {RotationOffer} from './rotation_offer.tsx';
import {SourceList} from './source_list.tsx';

/** What an opened result says: why it matters, what to do, who says so, and whether it can be accepted. */
export function ResultBody({result, onMakePlan, ...context}: RowContext & {readonly result: Result}) {
    const {say, speak, at} = useWords();
    const {snapshot, judgement, readiness} = context;
    const described = describeResult(result, speak);
    const {isSystemAdmin, username} = snapshot.viewer;
    const isOpen = isSystemAdmin && !result.accepted;
    const forms = {result, by: username, serverVersion: judgement.serverVersion};
    const {remedies} = described;
    const canRotate =
        isSystemAdmin &&
        result.check === 'database_password_length' &&
        result.reason === 'too_short' &&
        Boolean(snapshot.settings.connection?.publicKey);
    return (
        <>
            {result.accepted && (
                <AcceptedLine
                    risk={result.accepted}
                    canWithdraw={isSystemAdmin && canBeAcceptedOnPage(result)}
                    withdraw={readiness.withdraw}
                />
            )}
            <p>{described.why}</p>
            {result.cured && <Notice tone="info">{say('check.cured')}</Notice>}
            {canRotate && !result.cured && <RotationOffer onMakePlan={onMakePlan} />}
            {!canRotate && remedies.length > 0 && <RemedyList remedies={remedies} />}
            <div className="fr-mores">
                {canRotate && (
                    <More label={say('check.fix_by_hand')}>
                        <RemedyList remedies={remedies} />
                    </More>
                )}
                <More label={say('check.sources')}>
                    <SourceList check={result.check} />
                    <p className="fr-muted">
                        {described.title}
                        {' · '}
                        {result.observedAt === null
                            ? say('check.unseen')
                            : say('check.seen_long', {
                                  observers: result.observedBy.map((source) => speak(`source.${source}`)).join(', '),
                                  at: at(result.observedAt),
                              })}
                    </p>
                </More>
            </div>
            {isSystemAdmin && result.check === 'backup' && result.state !== 'pass' && (
                <BackupForm by={username} vouch={readiness.vouch} />
            )}
            {isOpen && canBeAccepted(result) && !canBeAcceptedOnPage(result) && <AcceptOnHost {...forms} />}
            {isOpen && canBeAcceptedOnPage(result) && <AcceptForm {...forms} accept={readiness.accept} />}
        </>
    );
}
