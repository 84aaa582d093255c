import React, {Fragment} from 'react';
import {isObserved} from '@fips-readiness/core';
import type {Facts} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';

/** What is looked at, in two lines: site, release, plan, kind and host; then the image. Foreign names go through React text. */
export function DeploymentLine({facts, siteHost}: {readonly facts: Facts; readonly siteHost: string}) {
    const {say} = useWords();
    const {server, licence, deployment, running_image: image} = facts;
    const parts = [
        siteHost,
        isObserved(server) ? say('verdict.version', {version: server.value.version}) : undefined,
        isObserved(licence)
            ? say('verdict.licence', {sku: licence.value.licensed ? licence.value.sku : 'none'})
            : undefined,
        isObserved(deployment) ? (
            <>
                {say('verdict.kind', {kind: deployment.value.kind})} <code>{deployment.value.host}</code>
            </>
        ) : (
            say('verdict.kind_unknown')
        ),
    ].filter((part) => part !== undefined);
    return (
        <div className="fr-verdict__lines">
            <p>
                {parts.map((part, index) => (
                    <Fragment key={index}>
                        {index > 0 && ' · '}
                        {part}
                    </Fragment>
                ))}
            </p>
            {isObserved(image) && (
                <p>
                    {say('verdict.image', {variant: image.value.variant ?? 'other'})}{' '}
                    <code>{image.value.reference}</code>
                    {image.value.variant === 'standard' && (
                        <>
                            {' '}
                            <span aria-hidden="true">→</span> {say('verdict.target')}
                        </>
                    )}
                </p>
            )}
        </div>
    );
}
