import {
    changesOf,
    downtimeOf,
    findRotationTerm,
    findStoredTerms,
    hasNoDowntime,
    makePlanDigest,
    makeVisible,
    printShellWord,
    randomPortsOf,
    recreatedOf,
    speakVerdict,
} from '@fips-readiness/core';
import type {DescribedStep, Plan, PlanObstacle, ReadinessReport} from '@fips-readiness/core';
import type {MadePlan} from '../plan/plan_now.ts';
import {speakEnglish} from '../words/speak.ts';
import {paint, wrap} from './terminal.ts';
import type {Terminal} from './terminal.ts';
import {printCommand} from './typed_options.ts';

/** A plan for people: what will happen in order, the exact diff, what comes with it, and who carries it out. */
export function printPlanTable(
    terminal: Terminal,
    shown: {
        readonly made: Pick<MadePlan, 'plan' | 'handoverPaths'>;
        readonly report: ReadinessReport;
        readonly text: string;
        readonly file: string | undefined;
        readonly byHand: readonly DescribedStep[];
        readonly obstacle: PlanObstacle | undefined;
        /** The options that say which deployment is meant, for the next command. */
        readonly typed: string;
    },
): string {
    const {made, report, text, file, byHand, obstacle, typed} = shown;
    const {plan} = made;
    const bold = (words: string) => paint(terminal, 'bold', words);
    const say = makeSay(terminal);
    const lines = [
        ...(plan.goal === 'rotate'
            ? [bold(speakEnglish('plan.title_rotate'))]
            : [
                  bold(speakVerdict(report, speakEnglish)),
                  makeVisible(speakEnglish('plan.move', {from: plan.from.reference, to: plan.to.reference})),
              ]),
        '',
        bold(speakEnglish('plan.change')),
        ...printChanges(terminal, plan),
        '',
        ...[...printTerms(plan), ...printForecast(plan)].map(([id, values]) => say(id, values)),
        '',
        bold(speakEnglish('plan.steps')),
    ];
    if (plan.mode === 'apply') {
        lines.push(say('plan.by_agent'), '');
        plan.steps.forEach(({code}, index) => {
            lines.push(`${String(index + 1).padStart(2)}. ${speakEnglish(`step.${code}.title`)}`);
        });
        lines.push('', say('plan.digest', {digest: makePlanDigest(text)}));
        lines.push(...printNext(terminal, {plan, obstacle, file: file ?? 'PLAN', typed}));
    } else {
        lines.push(
            say('plan.handover', {reason: speakEnglish(`handover.${plan.handover ?? 'asked_for'}`)}),
            ...made.handoverPaths.map((path) => wrap(makeVisible(path), terminal.columns, '  ')),
            // Without files there are no commands that use them.
            ...(byHand.length > 0 ? [say('plan.by_hand')] : []),
        );
        byHand.forEach((step, index) => {
            lines.push('', `${String(index + 1).padStart(2)}. ${bold(step.title)}`);
            lines.push(wrap(step.text, terminal.columns, '    '), ...printEdit(terminal, step));
            lines.push(...step.commands.map((command) => paint(terminal, 'cyan', `      ${command}`)));
        });
        if (plan.goal !== 'rotate') {
            const expect = plan.goal === 'to_standard' ? ' --expect standard' : '';
            lines.push('', say('plan.follow'), printCommand(`check --after --wait${expect}${typed}`, terminal));
        }
    }
    return `${lines.join('\n')}\n`;
}

/** Says a sentence by its words' id, indented; names in it are hostile. */
function makeSay({columns}: Terminal): (id: string, values?: Parameters<typeof speakEnglish>[1]) => string {
    return (id, values = {}) => wrap(makeVisible(speakEnglish(id, values)), columns, '  ');
}

/** The change a step asks for: where, and the line before and after. Its words are visible already. */
function printEdit(terminal: Terminal, {edit}: DescribedStep): readonly string[] {
    return edit === null
        ? []
        : [
              `      ${edit.file}${edit.line === null ? '' : `:${String(edit.line)}`}`,
              paint(terminal, 'red', `      - ${edit.from}`),
              paint(terminal, 'green', `      + ${edit.to}`),
          ];
}

function printChanges(terminal: Terminal, plan: Plan): readonly string[] {
    const say = makeSay(terminal);
    const lines = changesOf(plan).flatMap(({place, before, after}) => [
        makeVisible(`  ${place}`),
        paint(terminal, 'red', makeVisible(`  - ${before}`)),
        paint(terminal, 'green', makeVisible(`  + ${after}`)),
    ]);
    if (lines.length === 0) {
        const byHand = plan.handover !== null && plan.handover !== 'asked_for';
        return [say(byHand ? `handover.${plan.handover}` : 'plan.no_files')];
    }
    const own = plan.target.kind === 'compose' ? [plan.target.service] : [];
    const services = [...own, ...recreatedOf(plan)].join(', ');
    return plan.change.way === 'files' ? [...lines, say('plan.proved', {goal: plan.goal, services})] : lines;
}

/** How it is carried out, or what has to happen first. */
function printNext(
    terminal: Terminal,
    {
        plan,
        obstacle,
        file,
        typed,
    }: {
        readonly plan: Plan;
        readonly obstacle: PlanObstacle | undefined;
        readonly file: string;
        readonly typed: string;
    },
): readonly string[] {
    const say = makeSay(terminal);
    const apply = (before = '') => printCommand(`apply ${printShellWord(file)}${typed}`, terminal, before);
    switch (obstacle?.code) {
        case undefined:
            return [say('plan.apply'), apply()];
        case 'checks': {
            const checks = obstacle.checks.map((check) => speakEnglish(`check.${check}.title`)).join(', ');
            const said = say('plan.obstacle.checks', {count: obstacle.checks.length, checks});
            return [said, printCommand(`check${typed}`, terminal)];
        }
        case 'goal_not_allowed':
            return [say('plan.obstacle.goal_not_allowed', {goal: plan.goal})];
        case 'read_only':
            return [
                say('plan.obstacle.read_only'),
                apply('MODE=swap '),
                printCommand(`init${typed}`, terminal, 'MODE=swap '),
            ];
    }
}

/** What becomes of the plugins that run, the worst first; those with nothing to say are left out. */
const FORECAST = ['vanishes', 'shadowed', 'unknown', 'stays_non_fips', 'becomes_fips'] as const;

function printForecast(plan: Plan): readonly (readonly [string, Readonly<Record<string, string | number>>])[] {
    const lines = FORECAST.flatMap((outcome) => {
        const found = plan.plugins.filter((plugin) => plugin.active && plugin.outcome === outcome);
        const names = found.map(({id, version}) => `${id} ${version}`).join(', ');
        return found.length === 0 ? [] : [[`plan.plugins.${outcome}`, {count: found.length, names}] as const];
    });
    return [...lines, ...findStoredTerms(plan).map(({word, values}) => [word, values] as const)];
}

/** What comes with a plan besides its steps: one sentence each, by words' id and values. */
function printTerms(plan: Plan): readonly (readonly [string, Readonly<Record<string, string | number>>])[] {
    const {downtime, rotation, backup} = plan;
    const [recreated, ports] = [recreatedOf(plan), randomPortsOf(plan)];
    const term = rotation && findRotationTerm(rotation);
    return [
        hasNoDowntime(plan)
            ? ['plan.no_downtime', {}]
            : [
                  'plan.downtime',
                  {
                      ...downtimeOf(plan),
                      source: speakEnglish(`plan.downtime.${downtime.source}`),
                  },
              ],
        ...(ports.length > 0 ? ([['plan.random_ports', {ports: ports.join(', ')}]] as const) : []),
        ...(recreated.length > 0 ? ([['plan.recreated', {services: recreated.join(', ')}]] as const) : []),
        ...(term ? [[term.word, term.values] as const] : []),
        ...(rotation && rotation.otherClients.length > 0
            ? ([['plan.rotation_clients', {clients: rotation.otherClients.join(', ')}]] as const)
            : []),
        ['plan.backup', {way: speakEnglish(`backup.${backup.way}`, {note: backup.note})}],
        ['plan.restores', {way: plan.change.way, password: rotation ? speakEnglish('plan.restores_password') : ''}],
    ];
}
