import {BOUNDARY_PARTS, CHAIN_START, makePlanDigest, makeReadinessReport, printJournalLine} from '@fips-readiness/core';
import type {Evidence, EvidenceRun, RunEvent} from '@fips-readiness/core';
import {makeSampleFacts} from './facts.ts';
import {NASTY, NASTY_NAMES} from './nasty.ts';
import {makePlan} from './plan.ts';

export const EVIDENCE_AT = '2026-11-23T12:00:00.000Z';
export const EVIDENCE_RUN_ID = 'a'.repeat(32);

/** A run's record: opened by an approval, and closed unless `withEnd` is false. */
export function makeEvidenceRun(withEnd = true): EvidenceRun {
    const {text} = makePlan();
    const planDigest = makePlanDigest(text);
    const events: RunEvent[] = [
        {
            kind: 'opened',
            n: 1,
            at: EVIDENCE_AT,
            sinceMs: 0,
            format: 1,
            runId: EVIDENCE_RUN_ID,
            planId: '0'.repeat(32),
            planDigest,
            goal: 'to_fips',
            by: {kind: 'host', user: 'root', host: 'chat-host'},
            approvals: [
                {by: {kind: 'admin', userId: 'u'.repeat(26), username: 'ada'}, at: EVIDENCE_AT, hostCode: true},
                {by: {kind: 'host', user: 'root', host: 'chat-host'}, at: EVIDENCE_AT, hostCode: false},
            ],
            window: {from: EVIDENCE_AT, until: '2026-11-23T14:00:00.000Z'},
            agentVersion: '0.1.0',
            changeReference: 'CHG-1042',
        },
        ...(withEnd
            ? [
                  {
                      kind: 'closed',
                      n: 2,
                      at: EVIDENCE_AT,
                      sinceMs: 9,
                      end: 'succeeded',
                      because: 'done',
                      downMs: 1234,
                      frontDownMs: 2345,
                  } as const,
              ]
            : []),
    ];
    let head = CHAIN_START;
    const journal = events.map((event) => {
        const printed = printJournalLine(head, event);
        head = printed.head;
        return printed.line;
    });
    return {
        runId: EVIDENCE_RUN_ID,
        planText: text,
        planDigest,
        journal,
        head,
        anchors: [{postId: 'p'.repeat(26), head}],
    };
}

/** A whole report's evidence; with `nasty`, hostile texts wherever one can be. */
export function makeEvidence(changes: Partial<Evidence> = {}, nasty = false): Evidence {
    const facts = makeSampleFacts(nasty ? NASTY : {});
    const {results} = makeReadinessReport({facts, accepted: [], direction: 'to_fips', madeAt: EVIDENCE_AT});
    return {
        format: 1,
        product: 'fips-readiness',
        madeAt: EVIDENCE_AT,
        statement: 'runs_fips_build',
        madeBy: {
            agentVersion: '0.1.0',
            user: 'root',
            host: 'chat-host',
            image: {reference: 'fips-readiness/agent:0.1.0', id: `sha256:${'4'.repeat(64)}`, digest: null},
            crypto: {node: '24.0.0', openssl: '3.5.0', fips: false},
        },
        image: {reference: 'mattermost/mattermost-enterprise-fips-edition:11.7.2', id: `sha256:${'2'.repeat(64)}`},
        builds: [
            {
                path: 'mattermost/bin/mattermost',
                role: 'server',
                plugin: null,
                mode: 'fips',
                evidence: ['experiment_systemcrypto'],
                grade: 'matches_image',
                goVersion: 'go1.25.8',
                module: null,
                goFips140: 'v1.0.0-c2097c7c',
                digest: `sha256:${'5'.repeat(64)}`,
            },
        ],
        module: {path: '/usr/lib/ossl-modules/fips.so', digest: `sha256:${'3'.repeat(64)}`, sizeBytes: 10},
        layers: [
            {layer: 'fips_flag', state: 'ok', reason: 'as_planned', names: []},
            {layer: 'plugins', state: 'failed', reason: 'differ', names: nasty ? [...NASTY_NAMES] : ['playbooks']},
        ],
        functions: [{function: 'message', state: 'ok', reason: null, tookMs: 12}],
        boundary: BOUNDARY_PARTS.map((part) => ({part, name: nasty ? NASTY_NAMES[1] : part, image: null})),
        facts,
        results,
        run: makeEvidenceRun(),
        ...changes,
    } as Evidence;
}
