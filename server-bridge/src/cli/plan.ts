import {randomBytes} from 'node:crypto';
import {
    describeStep,
    EXIT_CODES,
    findBlockers,
    findPlanObstacle,
    makePlanDigest,
    makeRunbook,
    printPlan,
    printVisibleJson,
} from '@fips-readiness/core';
import type {ExitCode, Goal, Plan, ReadinessReport} from '@fips-readiness/core';
import {writePlanFile} from '../plan/plan_file.ts';
import {judgeFor, planNow} from '../plan/plan_now.ts';
import {readIdentity} from '../state/identity.ts';
import {speakEnglish} from '../words/speak.ts';
import {openFacts} from '../agent/open_agent.ts';
import type {GlobalOptions} from '../agent/open_agent.ts';
import {printPlanTable} from './plan_table.ts';
import {openRunIdentity} from './run_identity.ts';
import type {Terminal} from './terminal.ts';
import {printTyped} from './typed_options.ts';

export const PLAN_FORMATS = ['table', 'json'] as const;

export type PlanOptions = GlobalOptions & {
    readonly format: (typeof PLAN_FORMATS)[number];
    readonly back: boolean;
    readonly rotate: boolean;
    readonly handover: boolean;
    readonly out?: string;
};

/** `fips-agent plan`: the exact change, proved by compose before anything is written, and every step. Changes nothing. */
export async function plan(terminal: Terminal, options: PlanOptions): Promise<ExitCode> {
    const goal: Goal = options.rotate ? 'rotate' : options.back ? 'to_standard' : 'to_fips';
    const opened = await openFacts(terminal, options, 'whole');
    const {settings} = opened.agent;
    // Only a plan that is kept needs the agent's own key: looking at one leaves no trace on the host.
    const identity =
        options.out === undefined ? await readIdentity(settings.STATE_DIR) : await openRunIdentity(opened.agent);
    const made = await planNow(opened, {
        goal,
        planId: randomBytes(16).toString('hex'),
        fingerprintKey: identity?.keys.secret ?? randomBytes(32).toString('hex'),
        handover: options.handover,
    });
    const report = judgeFor(opened, made.plan, terminal.now());
    const text = printPlan(made.plan);
    if (options.out !== undefined) {
        await writePlanFile(options.out, text);
    }
    // Steps that use a file which is gone would only fail.
    const steps =
        made.plan.handover === 'file_missing'
            ? []
            : makeRunbook(opened.facts, report.direction).map((step) => describeStep(step, speakEnglish));
    terminal.out.write(
        options.format === 'json'
            ? `${printVisibleJson({format: 1, digest: makePlanDigest(text), verdict: report.verdict, plan: made.plan, byHand: steps})}\n`
            : printPlanTable(terminal, {
                  made,
                  report,
                  text,
                  file: options.out,
                  typed: printTyped(options),
                  byHand: steps,
                  obstacle: findPlanObstacle(made.plan, report, {allow: settings.ALLOW, mode: settings.MODE}),
              }),
    );
    return exitCodeOf(made.plan, report);
}

function exitCodeOf(made: Plan, report: ReadinessReport): ExitCode {
    const {failing, unknown} = findBlockers(made, report);
    if (failing.length > 0 || made.handover === 'edit_not_proved') {
        return EXIT_CODES.not_ready;
    }
    return unknown.length > 0 ? EXIT_CODES.cannot_tell : EXIT_CODES.ready;
}
