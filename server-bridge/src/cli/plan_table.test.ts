import {Writable} from 'node:stream';
import {describeStep, findPlanObstacle, makeReadinessReport, makeRunbook} from '@fips-readiness/core';
import type {Goal, Plan} from '@fips-readiness/core';
import {makeSampleFacts} from '../../../test/samples/facts.ts';
import type {Changes} from '../../../test/samples/facts.ts';
import {makePlan} from '../../../test/samples/plan.ts';
import {speakEnglish} from '../words/speak.ts';
import {printPlanTable} from './plan_table.ts';

const SHORT: Changes = {database_credentials: [{name: 'data_source', from: 'environment', length: 'short'}]};
const terminal = {
    out: new Writable(),
    err: new Writable(),
    env: {},
    now: () => new Date(),
    ask: undefined,
    colours: false,
    columns: 1_000,
};

function print(
    changes: Partial<Plan>,
    facts: Changes = {},
    settings: {readonly allow: Goal[]; readonly mode: 'swap' | 'read_only'} = {allow: ['to_fips'], mode: 'swap'},
): string {
    const {plan, text} = makePlan(changes);
    const report = makeReadinessReport({
        facts: makeSampleFacts(facts),
        accepted: [],
        direction: 'to_fips',
        madeAt: '2026-11-23T12:00:00.000Z',
    });
    const obstacle = findPlanObstacle(plan, report, settings);
    const made = {plan, handoverPaths: []};
    const byHand = makeRunbook(makeSampleFacts(facts), 'to_fips').map((step) => describeStep(step, speakEnglish));
    return printPlanTable(terminal, {
        made,
        report,
        text,
        file: 'move.plan',
        byHand,
        obstacle,
        typed: ' --context production',
    });
}

test('a plan for a person names file and line of what they are to change', () => {
    const said = print({mode: 'handover', handover: 'asked_for'});
    expect(said).toMatch(/\n {4}fips-agent check --after --wait --context production\n$/);
    expect(said).toMatch(/Change this one line.*\n {6}\/srv\/mattermost\/\.env:59\n {6}- \S+\n {6}\+ \S+\n/);
});

test('a plan that patches a resource shows each field as it is and as it will be', () => {
    const said = print({
        mode: 'handover',
        handover: 'other_deployment_kind',
        change: {
            way: 'patch',
            operations: [
                {op: 'test', path: '/metadata/uid', value: 'resource-uid'},
                {op: 'test', path: '/spec/image', value: 'mattermost/mattermost-enterprise-edition'},
                {op: 'replace', path: '/spec/image', value: 'mattermost/mattermost-enterprise-fips-edition'},
            ],
        },
    });
    expect(said).toMatch(/\n {2}spec\.image\n {2}- \S+enterprise-edition\n {2}\+ \S+enterprise-fips-edition\n\n/);
    expect(said).not.toContain('resource-uid');
    expect(said).not.toContain('docker compose config');
});

test('a plan that can be carried out says how, and what becomes of the plugins', () => {
    const plugins: Plan['plugins'] = [
        {id: 'github', version: '2.4.0', active: true, outcome: 'vanishes'},
        {id: 'zoom', version: '1.8.0', active: false, outcome: 'vanishes'},
        {id: 'playbooks', version: '2.8.0', active: true, outcome: 'becomes_fips'},
    ];
    const said = print({plugins});
    expect(said).toContain('Ready for the FIPS image');
    expect(said).toContain('Apply it:\n    fips-agent apply move.plan --context production\n');
    expect(said).toContain('Plugins that will be gone: github 2.4.0\n');
    expect(said).toContain('Plugins that run as FIPS builds afterwards: playbooks 2.8.0\n');
});

test.each<[string, Parameters<typeof print>, string]>([
    ['a check in its way', [{}, SHORT], 'It cannot be applied yet: one check blocks it (Database password length)'],
    ['a goal ALLOW does not name', [{goal: 'rotate'}], 'ALLOW in its settings file does not list rotate'],
])('%s: the plan says so, and not how to carry it out', (_name, given, words) => {
    const said = print(...given);
    expect(said).toContain(words);
    expect(said).not.toContain('fips-agent apply');
});

test('an agent that only reports: the plan says so, and how this one is applied all the same', () => {
    const said = print({}, {}, {allow: ['to_fips'], mode: 'read_only'}).replaceAll(/\s+/g, ' ');
    expect(said).toContain('This agent only reports (MODE is read_only).');
    expect(said).toContain('MODE=swap fips-agent apply move.plan --context production');
    expect(said).not.toContain('Apply it:');
});

test('a new password is no readiness for another image', () => {
    const said = print({goal: 'rotate'}, {}, {allow: ['rotate'], mode: 'swap'});
    expect(said).toContain('A new database password. The image stays as it is.');
    expect(said).toContain('only this password changes');
    expect(said).not.toContain('Ready for the FIPS image');
});
