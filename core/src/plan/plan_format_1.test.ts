import {makePlan} from '../../../test/samples/plan.ts';
import {printCanonicalJson} from '../values/canonical_json.ts';
import type {Json} from '../values/canonical_json.ts';
import {parsePlan} from './parse_plan.ts';
import type {Plan} from './plan.ts';
import {findPlanDifferences} from './plan_difference.ts';

/** The sample as an agent of the format before wrote it. */
function makeOld(kind: 'compose' | 'docker', more: object = {}): Record<string, unknown> {
    const {target, change, siteUrl, ...same} = makePlan().plan;
    if (target.kind !== 'compose' || change.way !== 'files') {
        throw new Error('the sample is a Compose project');
    }
    const {identity: engineId, ...deployment} = target;
    const {edits, fingerprints, recreated} = change;
    const isCompose = kind === 'compose';
    return {
        ...same,
        format: 1,
        deployment: {
            ...deployment,
            ...(isCompose ? {} : {kind, service: '', folder: '', files: []}),
            engineId,
            siteUrl,
        },
        changes: isCompose ? edits : [],
        fingerprints: isCompose ? fingerprints : [],
        recreated,
        ...more,
    };
}

const read = (old: object): Plan | undefined => parsePlan(printCanonicalJson(old as Json));

test('a plan of the format before is read in today’s words', () => {
    expect(read(makeOld('compose'))).toEqual({...makePlan().plan, format: 1});
    const {container, containerId, host, identity, name} = makePlan().plan.target as Extract<
        Plan['target'],
        {readonly kind: 'compose'}
    >;
    expect(read(makeOld('docker', {randomPorts: ['8065/tcp 32768']}))).toEqual({
        ...makePlan().plan,
        format: 1,
        target: {kind: 'docker', name, host, identity, container, containerId},
        change: {way: 'clone', randomPorts: ['8065/tcp 32768']},
    });
});

test('it is never the plan of today: what is carried out is made again and differs', () => {
    const old = read(makeOld('compose'));
    expect(old && findPlanDifferences(old, makePlan().plan)).toEqual(['format']);
});

test.each([
    ['another part', makeOld('compose', {more: 1})],
    ['a part of today', makeOld('compose', {siteUrl: ''})],
    ['today’s parts under the old number', {...makePlan().plan, format: 1}],
    ['the old parts under today’s number', makeOld('compose', {format: 2})],
])('not read: %s', (_name, plan) => {
    expect(read(plan)).toBeUndefined();
});

test('not read: another spelling of the same values', () => {
    expect(parsePlan(`${printCanonicalJson(makeOld('compose') as Json)} `)).toBeUndefined();
});
