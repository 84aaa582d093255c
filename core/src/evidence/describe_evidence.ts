import {FACT_KEYS} from '../facts/facts.ts';
import type {Facts} from '../facts/facts.ts';
import {parsePlan} from '../plan/parse_plan.ts';
import {changesOf} from '../plan/read_change.ts';
import type {Plan} from '../plan/plan.ts';
import {describeResult} from '../results/describe_result.ts';
import {withOwnRehearsal} from '../run/own_rehearsal.ts';
import {describeEvent} from '../run/describe_event.ts';
import type {Actor, RunEvent} from '../run/run_event.ts';
import type {Voice} from '../words/speak.ts';
import {readRunJournal} from './evidence.ts';
import type {BuildProof, Evidence, EvidenceRun} from './evidence.ts';

/** One table of a report: the printers for Markdown, HTML and CSV all draw these. Cells are hostile text. */
export type EvidenceSection = {
    readonly code: string;
    readonly title: string;
    readonly rows: readonly (readonly string[])[];
};

/** The whole report in words, in the order an assessor reads it. */
export function describeEvidence(evidence: Evidence, voice: Voice): readonly EvidenceSection[] {
    const {speak} = voice;
    const section = (code: string, rows: EvidenceSection['rows']): EvidenceSection => ({
        code,
        title: speak(`evidence.section.${code}`),
        rows,
    });
    const {madeBy, image, module} = evidence;
    return [
        section('summary', [
            [speak('evidence.claim'), speak(`evidence.statement.${evidence.statement}`)],
            [speak('evidence.made_at'), evidence.madeAt],
            [speak('evidence.made_by'), `${madeBy.user}@${madeBy.host}, fips-agent ${madeBy.agentVersion}`],
            [
                speak('evidence.agent_image'),
                ...(madeBy.image
                    ? [madeBy.image.reference, madeBy.image.id, madeBy.image.digest ?? speak('evidence.no_digest')]
                    : [speak('evidence.no_agent_image')]),
            ],
            [
                speak('evidence.agent_crypto'),
                speak('evidence.agent_crypto_value', {...madeBy.crypto, fips: String(madeBy.crypto.fips)}),
            ],
            [speak('evidence.image'), image.reference, image.id],
            [
                speak('evidence.module'),
                ...(module ? [module.path, module.digest] : [speak('evidence.module_not_found')]),
            ],
        ]),
        ...(evidence.run ? describeRun(evidence.run, voice, section) : []),
        section(
            'builds',
            evidence.builds.length === 0
                ? [[speak('evidence.builds_none')]]
                : evidence.builds.map((build) => describeBuild(build, voice)),
        ),
        section(
            'layers',
            evidence.layers.map(({layer, state, reason, names}) => [
                speak(`verify.${layer}.title`),
                speak(`evidence.state.${state}`),
                speakLayer(layer, reason, names, voice),
            ]),
        ),
        section(
            'functions',
            evidence.functions?.map(({function: name, state, reason}) => [
                speak(`function.${name}.title`),
                speak(`evidence.state.${state}`),
                reason === null ? '' : speak(`function.reason.${reason}`),
            ]) ?? [[speak('evidence.functions_none')]],
        ),
        section(
            'boundary',
            evidence.boundary.map(({part, name, image: outside}) => [
                speak(`evidence.part.${part}`),
                name,
                outside ?? '',
                speak('evidence.not_covered'),
            ]),
        ),
        section(
            'results',
            evidence.results.map((result) => {
                const {title, sentence} = describeResult(result, speak);
                const accepted = result.accepted ? speak('report.accepted', result.accepted) : '';
                return [title, speak(`state.${result.accepted ? 'accepted' : result.state}`), sentence, accepted];
            }),
        ),
        section('facts', describeFacts(evidence.facts, voice)),
    ];
}

function describeRun(
    run: EvidenceRun,
    voice: Voice,
    section: (code: string, rows: EvidenceSection['rows']) => EvidenceSection,
): readonly EvidenceSection[] {
    const {speak} = voice;
    const plan = parsePlan(run.planText);
    const read = readRunJournal(run);
    const events = read.code === 'read' ? read.events : [];
    return [
        section('run', [
            [speak('evidence.run_id'), run.runId],
            [speak('evidence.plan_digest'), run.planDigest],
            [speak('evidence.head'), run.head, String(run.journal.length)],
            ...run.anchors
                .filter(({head}) => head === run.head)
                .map(({postId, head}) => [speak('evidence.anchor_post'), postId, head]),
            ...events.flatMap((event) => describeMoment(event, voice)),
            ...(plan ? describePlan(plan, voice) : []),
        ]),
        section(
            'events',
            // How it was opened stands above, with who asked for it.
            plan
                ? events
                      .filter(({kind}) => kind !== 'opened')
                      .flatMap((event) =>
                          describeEvent(event, withOwnRehearsal(plan, events), '', voice).map((line) => [
                              event.at,
                              line,
                          ]),
                      )
                : [],
        ),
    ];
}

/** Where its mode was read, then Go's version, the module it was built from, Go's own cryptographic module, its bytes. */
function describeBuild(build: BuildProof, {speak, knows}: Voice): readonly string[] {
    const {path, plugin, mode, evidence, grade, goVersion, module, goFips140, digest} = build;
    const said = evidence.map((code) => (knows(`scan.evidence.${code}`) ? speak(`scan.evidence.${code}`) : code));
    const frozen = goFips140 === null ? null : `GOFIPS140=${goFips140}`;
    return [
        plugin === null ? path : `${plugin} (${path})`,
        speak(`scan.mode.${mode}`),
        speak(`evidence.grade.${grade}`),
        said.join('; '),
        [goVersion, module, frozen].filter((one) => one !== null).join(', '),
        digest ?? '',
    ];
}

/** A layer's finding in words; the code itself where a newer agent wrote it. */
function speakLayer(layer: string, reason: string, names: readonly string[], {speak, knows}: Voice): string {
    const id = `verify.${layer}.${reason}`;
    return knows(id) ? speak(id, {names: names.join(', ')}) : [reason, ...names].join(', ');
}

/** Who asked for it and how it ended; both may be in a journal more than once. */
function describeMoment(event: RunEvent, voice: Voice): EvidenceSection['rows'] {
    const {speak} = voice;
    switch (event.kind) {
        case 'opened': {
            const {at, by, approvals, window, changeReference} = event;
            return [
                [speak('evidence.opened'), at, describeActor(by, voice)],
                ...approvals.map((approval) => [
                    speak('evidence.approved'),
                    approval.at,
                    describeActor(approval.by, voice),
                    approval.hostCode ? speak('evidence.host_code') : '',
                ]),
                ...(window ? [[speak('evidence.window'), window.from, window.until]] : []),
                [speak('evidence.change_reference'), changeReference || speak('evidence.no_change_reference')],
            ];
        }
        case 'cancel_asked':
        case 'roll_back_asked':
        case 'discarded':
            return [[speak(`evidence.${event.kind}`), event.at, describeActor(event.by, voice)]];
        case 'closed':
            return [
                [
                    speak('evidence.closed'),
                    event.at,
                    speak(`run.end.${event.end}`),
                    event.downMs === null ? '' : speak('evidence.down', {ms: Math.round(event.downMs)}),
                    event.frontDownMs === null
                        ? speak('evidence.down_front_unknown')
                        : speak('evidence.down_front', {ms: Math.round(event.frontDownMs)}),
                ],
            ];
        default:
            return [];
    }
}

/** Who it was and by which way: an account's id outlives its name. */
function describeActor(by: Actor, {speak}: Voice): string {
    return by.kind === 'host' ? speak('evidence.actor.host', by) : speak('evidence.actor.admin', by);
}

function describePlan(plan: Plan, {speak}: Voice): EvidenceSection['rows'] {
    const {from, to, risks, backup} = plan;
    return [
        [speak('evidence.before'), from.reference, from.id ?? ''],
        [speak('evidence.after'), to.reference, to.id ?? '', to.digest ?? speak('evidence.no_registry')],
        ...changesOf(plan).map(({place, before, after}) => [speak('evidence.change'), place, `${before} → ${after}`]),
        [speak('evidence.backup'), backup.way, backup.note],
        ...risks.map(({check, reason, why, by, at}) => [speak('evidence.risk'), `${check}.${reason}`, why, by, at]),
    ];
}

function describeFacts(facts: Facts, {speak}: Voice): EvidenceSection['rows'] {
    return FACT_KEYS.flatMap((key) => {
        const fact = facts[key];
        if (!fact) {
            return [];
        }
        const value =
            'missing' in fact ? speak('evidence.fact_missing', {why: fact.missing}) : JSON.stringify(fact.value);
        return [[key, value, speak(`source.${fact.source}`), fact.observedAt]];
    });
}
