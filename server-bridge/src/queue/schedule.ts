import {isFipsError, nameActor} from '@fips-readiness/core';
import type {QueueUser, Refusal, ScheduledReply} from '@fips-readiness/core';
import type {Clock} from '../clock/clock.ts';
import type {RunService} from '../run/run_service.ts';
import type {StoredRun} from '../journal/run_store.ts';
import type {Settings} from '../settings/settings.ts';
import {readScheduledApproval, removeScheduledApproval, writeScheduledApproval} from '../state/scheduled_approval.ts';
import type {ScheduledApproval} from '../state/scheduled_approval.ts';
import {judgeApprovals} from './approver.ts';
import {refuse, refuseFor} from './refusing.ts';
import type {Refusing} from './refusing.ts';
import type {ReplyBody} from './reply_body.ts';

/** A host that slept, or whose clock was set, is not asked to have counted; and a withdrawal at the terminal is seen by then. */
const LOOK_EVERY_MS = 10_000;

/** What may be over in a minute, as long as the window is open. */
const PASSING: readonly Refusal[] = ['cannot_look', 'run_in_progress', 'run_elsewhere'];

/** An approved plan until its window opens. Everything is judged again then; whatever was true before is not trusted. */
export type Schedule = {
    readonly fetchWaiting: () => Promise<ScheduledApproval | undefined>;
    /** Keeps it on disk, begins to wait, and answers what to say. */
    readonly add: (approval: ScheduledApproval) => Promise<ReplyBody>;
    /** Undefined where nothing of this plan waits. */
    readonly withdraw: (planId: string, by: string) => Promise<ReplyBody | undefined>;
    /** Goes on waiting after a restart of the agent. */
    readonly resume: () => Promise<void>;
};

type SchedulePorts = {
    readonly runs: RunService;
    readonly settings: Pick<Settings, 'APPROVAL' | 'APPROVERS' | 'STATE_DIR'>;
    readonly clock: Clock;
    /** Is the queue as it was pinned? Throws CallError. */
    readonly isSafe: () => Promise<boolean>;
    /** Who this account is now; undefined unless it is a live system admin. Throws CallError. */
    readonly fetchAdmin: (id: string) => Promise<QueueUser | undefined>;
    readonly say: (body: ReplyBody) => Promise<void>;
    readonly stop: AbortSignal;
};

/** Makes it; nothing waits before `add` or `resume`. */
export function makeSchedule(ports: SchedulePorts): Schedule {
    const {settings, clock, say, stop} = ports;
    const {STATE_DIR: stateDirectory} = settings;
    /** Withdrawn on the page, and told there. */
    const withdrawn = new Set<string>();
    const isWaiting = async ({planId}: ScheduledApproval): Promise<boolean> =>
        (await readScheduledApproval(stateDirectory))?.planId === planId;

    const end = async (approval: ScheduledApproval, outcome: ScheduledReply['outcome']): Promise<void> => {
        await removeScheduledApproval(stateDirectory);
        await say(tell(approval, outcome));
    };

    const wait = async (approval: ScheduledApproval): Promise<void> => {
        const [fromMs, untilMs] = [Date.parse(approval.window.from), Date.parse(approval.window.until)];
        let passing: Refusing | undefined;
        while ((await isWaiting(approval)) && !stop.aborted) {
            const nowMs = clock.now().getTime();
            if (nowMs >= untilMs) {
                await end(approval, {code: 'refused', ...(passing ?? refuse('window_missed'))});
                return;
            }
            if (nowMs >= fromMs) {
                const refusing = await begin(ports, approval);
                if (refusing === undefined) {
                    await end(approval, {code: 'begun'});
                    return;
                }
                if (!PASSING.includes(refusing.reason)) {
                    await end(approval, {code: 'refused', ...refusing});
                    return;
                }
                passing = refusing;
            }
            await clock.sleep(nowMs < fromMs ? Math.min(LOOK_EVERY_MS, fromMs - nowMs) : LOOK_EVERY_MS, stop);
        }
        if (!stop.aborted && !withdrawn.has(approval.planId)) {
            await say(tell(approval, {code: 'withdrawn', by: 'fips-agent withdraw'}));
        }
    };

    return {
        fetchWaiting: () => readScheduledApproval(stateDirectory),
        add: async (approval) => {
            await writeScheduledApproval(stateDirectory, approval);
            void wait(approval);
            return tell(approval, {code: 'waiting'});
        },
        withdraw: async (planId, by) => {
            const waiting = await readScheduledApproval(stateDirectory);
            if (waiting?.planId !== planId) {
                return undefined;
            }
            withdrawn.add(planId);
            await removeScheduledApproval(stateDirectory);
            return tell(waiting, {code: 'withdrawn', by});
        },
        resume: async () => {
            const waiting = await readScheduledApproval(stateDirectory);
            if (waiting) {
                void wait(waiting);
            }
        },
    };
}

/** Begins the run, unless somebody who approved it may not any more, or anything has moved. */
async function begin(ports: SchedulePorts, approval: ScheduledApproval): Promise<Refusing | undefined> {
    const {runs, settings, clock} = ports;
    const {planText, approvals, window, changeReference} = approval;
    const by = approvals.at(-1)?.by;
    try {
        if (!by || !(await ports.isSafe())) {
            return refuse('queue_unsafe');
        }
        const refusal = await judgeApprovals(approvals, settings, ports.fetchAdmin, clock.now().getTime());
        if (refusal) {
            return refuse(refusal);
        }
        if ((await runs.fetchRuns()).some((run) => isStartedBy(run, approval))) {
            // Started by an earlier start of the agent, which ended before it could say so.
            return undefined;
        }
        if (ports.stop.aborted) {
            // The next start of the agent goes on waiting.
            return refuse('cannot_look');
        }
        await runs.begin(planText, {by, approvals, window, changeReference});
        return undefined;
    } catch (error) {
        if (!isFipsError(error)) {
            // A server that is away, or what a try a moment later may not meet again: nobody is waiting for an exception.
            return refuse('cannot_look');
        }
        return refuseFor(error);
    }
}

/** An approval is good for one run, however far that came. */
function isStartedBy({plan, events}: StoredRun, {planId, approvals}: ScheduledApproval): boolean {
    const [opened] = events;
    return plan.id === planId && opened?.kind === 'opened' && opened.approvals.at(-1)?.at === approvals.at(-1)?.at;
}

function tell({planId, approvals, window}: ScheduledApproval, outcome: ScheduledReply['outcome']): ReplyBody {
    return {kind: 'scheduled', planId, by: approvals.map(({by}) => nameActor(by)).join(', '), window, outcome};
}
