import React from 'react';
import {useWords} from '../i18n/use_words.ts';
import './skeleton.css';

/** The page's shape while the first answers come: nothing jumps when they are there. */
export function Skeleton() {
    const {say} = useWords();
    return (
        <div className="fr-stack" aria-busy="true">
            <p role="status" className="fr-hidden">
                {say('page.loading')}
            </p>
            {['tall', 'low', 'middle', 'middle', 'middle'].map((height, index) => (
                <div key={index} className={`fr-card fr-skeleton fr-skeleton--${height}`} aria-hidden="true">
                    <span className="fr-skeleton__disc" />
                    <span className="fr-skeleton__lines">
                        <span />
                        <span />
                    </span>
                </div>
            ))}
        </div>
    );
}
