import {
    compareWithNow,
    describeEvent,
    EXIT_CODES,
    FipsError,
    hasChanged,
    makeVisible,
    nameActor,
    printVisibleJson,
    toSeconds,
    withOwnRehearsal,
} from '@fips-readiness/core';
import type {ExitCode, Plan, RunEnd, RunEvent, RunningNow, SinceRun} from '@fips-readiness/core';
import {findRescueFolder} from '../journal/rescue_folder.ts';
import {fetchRuns, findRun} from '../journal/run_store.ts';
import type {StoredRun} from '../journal/run_store.ts';
import {readScheduledApproval} from '../state/scheduled_approval.ts';
import {ENGLISH, speakEnglish} from '../words/speak.ts';
import {exitCodeOf} from './apply.ts';
import {openAgent} from '../agent/open_agent.ts';
import {findDriver} from '../port/find_deployment.ts';
import type {Agent, GlobalOptions} from '../agent/open_agent.ts';
import {findZone, printLocalTime} from './local_time.ts';
import {printStays} from './rollback_stays.ts';
import {paint, wrap} from './terminal.ts';
import type {Terminal} from './terminal.ts';

export const STATUS_FORMATS = ['table', 'json'] as const;

export type StatusOptions = GlobalOptions & {
    readonly format: (typeof STATUS_FORMATS)[number];
    readonly all: boolean;
};

/**
 * `fips-agent status [RUN]`: what a run has done, how it ended, what runs now, and how to roll it back. It works while
 * Mattermost and the engine are down, and then says so. Without a name the newest run; `--all` lists them.
 */
export async function status(terminal: Terminal, name: string | undefined, options: StatusOptions): Promise<ExitCode> {
    const agent = await openAgent(terminal, options);
    const {STATE_DIR: stateDirectory} = agent.settings;
    const runs = await fetchRuns(stateDirectory);
    if (options.all) {
        terminal.out.write(options.format === 'json' ? printJson(runs) : printList(runs));
        return EXIT_CODES.ready;
    }
    const waiting = await readScheduledApproval(stateDirectory);
    if (waiting && options.format === 'table') {
        terminal.out.write(
            `${wrap(speakEnglish('status.waits', {...waiting.window, by: waiting.approvals.map(({by}) => makeVisible(nameActor(by))).join(', ')}), terminal.columns, '  ')}\n\n`,
        );
    }
    const run = name === undefined ? runs.at(-1) : await findRun(stateDirectory, name);
    if (!run && name !== undefined) {
        throw new FipsError('no_run', {run: name});
    }
    if (!run) {
        terminal.out.write(options.format === 'json' ? '[]\n' : `${speakEnglish('run.none')}\n`);
        return EXIT_CODES.ready;
    }
    const since = isNewestChange(run, runs) ? await look(agent, run) : undefined;
    terminal.out.write(
        options.format === 'json' ? printJson([run], since) : await printRun(terminal, agent, run, since),
    );
    return since?.asLeft === false ? EXIT_CODES.needs_attention : exitCodeOf(run.state);
}

/** What runs now is what the newest run that changed something has left, or what came after it. */
function isNewestChange({runId}: StoredRun, runs: readonly StoredRun[]): boolean {
    return runs.findLast(({state}) => hasChanged(state))?.runId === runId;
}

type Since = SinceRun & {readonly now: RunningNow};

async function look(agent: Agent, run: StoredRun): Promise<Since> {
    const now = await findRunning(agent, run.plan).catch((): RunningNow => ({code: 'not_looked'}));
    return {...compareWithNow(run, now), now};
}

async function findRunning({drivers}: Agent, plan: Plan): Promise<RunningNow> {
    const {target} = plan;
    const {identity, findInstance} = await findDriver(drivers, target.kind).openChanger(plan);
    if (identity !== target.identity) {
        return {code: 'not_looked'};
    }
    const instance = await findInstance();
    return instance
        ? {code: 'runs', container: instance.name, image: instance.imageReference, imageId: instance.imageId}
        : {code: 'no_container'};
}

function printList(runs: readonly StoredRun[]): string {
    if (runs.length === 0) {
        return `${speakEnglish('run.none')}\n`;
    }
    return runs
        .map(
            ({runId, plan, state, events}) =>
                `${speakEnglish('run.list', {
                    at: printLocalTime(events[0]?.at ?? ''),
                    run: runId.slice(0, 8),
                    goal: speakEnglish(`goal.${plan.goal}`),
                    end: speakEnglish(`run.end.${state.end ?? 'open'}`),
                })}\n`,
        )
        .join('');
}

function printJson(runs: readonly StoredRun[], since?: Since): string {
    const shown = runs.map(({runId, plan, state, events}) => ({
        runId,
        plan,
        end: state.end ?? null,
        events,
        ...(since && {since}),
    }));
    return `${printVisibleJson(shown)}\n`;
}

/** What runs now, before what the journal says. */
function describeNow(since: Since | undefined, end: RunEnd | 'open'): readonly string[] {
    if (!since) {
        return [];
    }
    const {which, asLeft, now} = since;
    const {container, image} = now.code === 'runs' ? now : {container: '', image: ''};
    const runs = {container, image};
    return asLeft === true
        ? [speakEnglish('status.now.as_left', runs)]
        : [
              speakEnglish(`status.now.${which}`, runs),
              ...(asLeft === false ? [speakEnglish('status.now.differs', {end: speakEnglish(`run.end.${end}`)})] : []),
          ];
}

async function printRun(
    terminal: Terminal,
    {settings, drivers}: Agent,
    run: StoredRun,
    since: Since | undefined,
): Promise<string> {
    const {runId, plan, state, events} = run;
    const kit = findRescueFolder(settings.RESCUE_DIR, runId);
    const end = state.end ?? 'open';
    const rescue = await findDriver(drivers, plan.target.kind).describeRescue(run);
    const told = events.flatMap((event) =>
        describeEvent(event, withOwnRehearsal(plan, events), kit, ENGLISH).map((line) =>
            wrap(
                makeVisible(`${printLocalTime(event.at)}  ${line}${printDuration(event, events)}`),
                terminal.columns,
                '  ',
            ),
        ),
    );
    return [
        paint(
            terminal,
            'bold',
            `${runId.slice(0, 8)}  ${speakEnglish(`goal.${plan.goal}`)}: ${speakEnglish(`run.end.${end}`)}`,
        ),
        ...describeNow(since, end).map((sentence) => wrap(makeVisible(sentence), terminal.columns, '  ')),
        ...(since?.asLeft === false
            ? []
            : [wrap(speakEnglish(`run.state.${end}`, {run: runId.slice(0, 8)}), terminal.columns, '  ')]),
        ...(end === 'rolled_back' ? printStays(terminal, plan, state) : []),
        '',
        wrap(speakEnglish('status.times', {zone: findZone()}), terminal.columns, '  '),
        ...told,
        '',
        ...(rescue.length === 0 || state.end === 'rolled_back'
            ? []
            : [
                  wrap(speakEnglish('rescue.title'), terminal.columns, ''),
                  wrap(speakEnglish('rescue.script', {script: `${kit}/rollback.sh`}), terminal.columns, '  '),
                  ...rescue.map((command) => paint(terminal, 'cyan', `    ${makeVisible(command)}`)),
                  '',
              ]),
    ].join('\n');
}

/** How long a step took, where anybody would ask. */
function printDuration(event: RunEvent, events: readonly RunEvent[]): string {
    const isEnd = /^(step|back)_(done|failed)$/.test(event.kind);
    const begun = isEnd && events.findLast(({n, kind}) => n < event.n && /^(step|back)_begun$/.test(kind));
    const ms = begun ? event.sinceMs - begun.sinceMs : 0;
    return ms < 1_000 ? '' : ` (${speakEnglish('status.took', {seconds: toSeconds(ms)})})`;
}
