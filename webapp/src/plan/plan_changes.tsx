import React from 'react';
import {changesOf, isObserved, makeVisible, REDACTED} from '@fips-readiness/core';
import type {Facts, Plan} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import {Diff} from '../widgets/diff.tsx';

/** As many dots for every secret: nothing is told of its length. */
const MASK = '••••••••';

/** The exact change: each place with its file, its line and, where the facts name it, its variable. A secret is masked. */
export function PlanChanges({plan, facts}: {readonly plan: Plan; readonly facts: Facts | undefined}) {
    const {say} = useWords();
    const changes = changesOf(plan);
    if (changes.length === 0) {
        return <p>{say('plan.no_changes')}</p>;
    }
    return (
        <>
            {changes.map(({place, before, after}) => {
                const name = nameOf(place, plan, facts);
                return (
                    <Diff
                        key={place}
                        place={
                            name === undefined
                                ? makeVisible(place)
                                : name === 'password'
                                  ? `${makeVisible(place)} · ${say('plan.change.password')}`
                                  : `${makeVisible(place)} · ${makeVisible(name.variable)}`
                        }
                        before={mask(before)}
                        after={mask(after)}
                    />
                );
            })}
        </>
    );
}

function mask(line: string): string {
    return line.replaceAll(REDACTED, MASK);
}

/** What is set at a place (`file:line`); undefined where neither plan nor facts tell. */
function nameOf(
    place: string,
    {rotation}: Plan,
    facts: Facts | undefined,
): 'password' | {readonly variable: string} | undefined {
    if (rotation && 'path' in rotation && place === `${rotation.path}:${rotation.line}`) {
        return 'password';
    }
    const source = facts?.image_source;
    if (!isObserved(source) || source.value.variable === null || source.value.line === null) {
        return undefined;
    }
    const {file, line, variable} = source.value;
    const isSame = place === `${file}:${line}` || place.endsWith(`/${file.split('/').at(-1) ?? file}:${line}`);
    return isSame ? {variable} : undefined;
}
