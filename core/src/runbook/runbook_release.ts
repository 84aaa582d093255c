import {isObserved} from '../facts/fact.ts';
import {helmLine, upgradeLine, valuesKeysOf} from '../commands/helm.ts';
import {parseImageReference, printRepository} from '../values/image_reference.ts';
import {step} from './runbook_step.ts';
import type {RunbookInput, RunbookStep} from './runbook_step.ts';

/** What applies a release's values from a repository. */
const APPLIED_BY: readonly unknown[] = ['flux', 'argo_cd'];

/**
 * A release's values: the repository, and the tag where it changes too; and what rolls that back. Where another tool applies the
 * values there is nothing to type.
 */
export function releaseSteps({facts, place, move}: RunbookInput): readonly [RunbookStep, RunbookStep] {
    const {deployment_owner: owner, running_image: running} = facts;
    const isTyped = !(isObserved(owner) && APPLIED_BY.includes(owner.value.tool));
    const keys = valuesKeysOf(place, isTyped);
    const old = isObserved(running) ? parseImageReference(running.value.reference) : undefined;
    const isSameTag = move.pin === 'release';
    const values = [[keys.repository, move.repository] as const, ...(isSameTag ? [] : [[keys.tag, move.tag] as const])];
    const from = `${keys.repository}: ${old ? printRepository(old) : '<repository>'}`;
    const to = `${keys.repository}: ${move.repository}`;
    const edit = {file: '<values file>', line: null, variable: null};
    return [
        step(
            'change_values',
            isTyped ? [upgradeLine(place, values)] : [],
            {pin: move.pin, key: keys.tag, tag: move.tag},
            {...edit, from, to},
        ),
        step('roll_back', isTyped ? [helmLine(place, 'rollback')] : [], {}, {...edit, from: to, to: from}),
    ];
}
