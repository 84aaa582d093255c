import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {
    counterpart,
    describeStep,
    EXIT_CODES,
    isObserved,
    makeReadinessReport,
    makeRunbook,
    makeVisible,
    parseImageReference,
    printImageReference,
    speakVerdict,
    targetVariant,
} from '@fips-readiness/core';
import type {Direction, ExitCode, Facts, ImageReference, ReadinessReport} from '@fips-readiness/core';
import {proposeImageEdit, withDigest} from '../compose/image_edit.ts';
import type {EditRefusal, ProjectFile} from '../compose/image_edit.ts';
import {proveEdit} from '../compose/prove_edit.ts';
import type {EditProof} from '../compose/prove_edit.ts';
import {showEdit} from '../compose/shown_edit.ts';
import type {ShownEdit} from '../compose/shown_edit.ts';
import type {Deployment} from '../drivers/driver.ts';
import {speakEnglish} from '../words/speak.ts';
import {openFacts} from './context.ts';
import type {Context, GlobalOptions} from './context.ts';
import {paint, wrap} from './terminal.ts';
import type {Terminal} from './terminal.ts';

export const PLAN_FORMATS = ['table', 'json'] as const;

export type PlanOptions = GlobalOptions & {
    readonly format: (typeof PLAN_FORMATS)[number];
    readonly back: boolean;
};

/** The exact change of files, or why none can be named. */
type PlannedEdit =
    | {readonly code: 'edit'; readonly edit: ShownEdit; readonly proof: EditProof}
    | {readonly code: 'refused'; readonly reason: EditRefusal | 'no_compose_project' | 'compose_missing'};

/** A plan in mode handover: everything exact, and every step a person's. */
type Plan = {
    readonly report: ReadinessReport;
    readonly from: string;
    readonly to: string;
    readonly planned: PlannedEdit;
    readonly steps: readonly ReturnType<typeof describeStep>[];
};

/** `fips-agent plan`: the exact change, proved by compose before anything is written, and the steps by hand. Changes nothing. */
export async function plan(terminal: Terminal, options: PlanOptions): Promise<ExitCode> {
    const direction: Direction = options.back ? 'to_standard' : 'to_fips';
    const {context, deployment, facts} = await openFacts(terminal, options);
    const report = makeReadinessReport({
        facts,
        accepted: context.settings.ACCEPTED_RISKS,
        direction,
        madeAt: terminal.now().toISOString(),
    });
    const from = parseImageReference(deployment.container.imageReference);
    const to = from && findTarget(from, facts, direction, context);
    if (!from || !to) {
        terminal.out.write(
            `${speakEnglish('bring_list.none', {image: makeVisible(deployment.container.imageReference)})}\n`,
        );
        return EXIT_CODES.not_ready;
    }
    const made: Plan = {
        report,
        from: printImageReference(from),
        to: printImageReference(to),
        planned: await planEdit(context, deployment, facts, from, to),
        steps: makeRunbook(facts, direction).map((step) => describeStep(step, speakEnglish)),
    };
    terminal.out.write(options.format === 'json' ? printJson(made) : printTable(made, terminal));
    const proved = made.planned.code === 'edit' && made.planned.proof.code === 'proved';
    if (report.verdict.code === 'not_ready' || (made.planned.code === 'edit' && !proved)) {
        return EXIT_CODES.not_ready;
    }
    return report.verdict.code === 'cannot_tell' ? EXIT_CODES.cannot_tell : EXIT_CODES.ready;
}

/** The counterpart; where the running image is pinned by digest, the counterpart is pinned by its own. */
function findTarget(
    from: ImageReference,
    facts: Facts,
    direction: Direction,
    {settings}: Context,
): ImageReference | undefined {
    const to = counterpart(from, targetVariant(direction), settings.IMAGE_PAIRS);
    const found = facts.fips_image;
    const digest = isObserved(found) && found.value.where === 'registry' ? found.value.digest : null;
    return to && from.digest !== '' && direction === 'to_fips' ? withDigest(to, digest) : to;
}

async function planEdit(
    context: Context,
    {project, service}: Deployment,
    facts: Facts,
    from: ImageReference,
    to: ImageReference,
): Promise<PlannedEdit> {
    const compose = await context.openCompose();
    if (!project) {
        return {code: 'refused', reason: 'no_compose_project'};
    }
    if (!compose || !isObserved(facts.image_source)) {
        return {code: 'refused', reason: 'compose_missing'};
    }
    const envFiles = project.envFiles.length > 0 ? project.envFiles : [join(project.directory, '.env')];
    const proposal = proposeImageEdit({
        source: facts.image_source.value,
        service,
        composeFiles: await readFiles(project.files),
        envFiles: await readFiles(envFiles),
        from,
        to,
    });
    if (proposal.code === 'refused') {
        return proposal;
    }
    const {edit} = proposal;
    const proof = await proveEdit({compose, project, service, edit, image: printImageReference(to)});
    return {code: 'edit', edit: showEdit(edit), proof};
}

async function readFiles(paths: readonly string[]): Promise<readonly ProjectFile[]> {
    const read = paths.map(async (path) => {
        const text = await readFile(path, 'utf8').catch(() => undefined);
        return text === undefined ? [] : [{path, text}];
    });
    return (await Promise.all(read)).flat();
}

function printJson({report, from, to, planned, steps}: Plan): string {
    const {direction, deployment, verdict} = report;
    return `${JSON.stringify({format: 1, mode: 'handover', direction, deployment, verdict, from, to, planned, steps}, null, 2)}\n`;
}

function printTable({report, from, to, planned, steps}: Plan, terminal: Terminal): string {
    const lines = [
        paint(terminal, 'bold', speakVerdict(report, speakEnglish)),
        speakEnglish('plan.move', {from: makeVisible(from), to: makeVisible(to)}),
        '',
        paint(terminal, 'bold', speakEnglish('plan.change')),
        ...printEdit(planned, terminal),
        '',
        paint(terminal, 'bold', speakEnglish('plan.steps')),
        wrap(speakEnglish('plan.by_hand'), terminal.columns, ''),
    ];
    steps.forEach((step, index) => {
        lines.push('', `${String(index + 1).padStart(2)}. ${paint(terminal, 'bold', step.title)}`);
        lines.push(wrap(step.text, terminal.columns, '    '));
        lines.push(...step.commands.map((command) => paint(terminal, 'cyan', `      ${command}`)));
    });
    return `${lines.join('\n')}\n`;
}

function printEdit(planned: PlannedEdit, terminal: Terminal): readonly string[] {
    if (planned.code === 'refused') {
        return [wrap(speakEnglish(`handover.${planned.reason}`), terminal.columns, '  ')];
    }
    const {edit, proof} = planned;
    const values = {
        services: proof.code === 'proved' ? proof.recreated.join(', ') : '',
        paths: proof.code === 'moved_more' ? proof.paths.join(', ') : '',
    };
    return [
        makeVisible(`  ${edit.path}:${edit.line}`),
        paint(terminal, 'red', makeVisible(`  - ${edit.before}`)),
        paint(terminal, 'green', makeVisible(`  + ${edit.after}`)),
        wrap(speakEnglish(`plan.${proof.code}`, values), terminal.columns, '  '),
    ];
}
