import type {RunEvent} from '@fips-readiness/core';
import type {Clock} from '../clock/clock.ts';
import type {RunService, RunNews} from '../run/run_service.ts';
import type {Settings} from '../settings/settings.ts';
import {makeAnswerer} from './answer_request.ts';
import {makeNonces} from './nonces.ts';
import type {RunPosts, Voice} from './serve_ports.ts';
import type {ReplyBody} from './reply_body.ts';
import {makeSchedule} from './schedule.ts';
import {postRun} from './post_run.ts';

/** Opens the runs of plans and runs to the queue: requests come in, and every event of a run goes out, in order. */
export function makeRunPosts(
    voice: Voice,
    settings: Pick<Settings, 'APPROVAL' | 'APPROVERS' | 'STATE_DIR' | 'RESCUE_DIR'>,
    clock: Clock,
    stop: AbortSignal,
    openService: (ports: {
        readonly onNews: (news: RunNews) => Promise<void>;
        readonly guard: () => Promise<boolean>;
    }) => RunService,
): RunPosts {
    const nonces = makeNonces(clock.monotonicMs);
    const tell = async (news: Omit<RunNews, 'event'>, events: readonly RunEvent[]): Promise<void> =>
        voice.say('', await postRun(news, events, settings, nonces.issue));
    const runs = openService({onNews: (news) => tell(news, [news.event]), guard: voice.isSafe});
    const {isSafe, fetchAdmin} = voice;
    const say = (body: ReplyBody) => voice.say('', body);
    const schedule = makeSchedule({runs, settings, clock, isSafe, fetchAdmin, say, stop});
    const answer = makeAnswerer({runs, nonces, schedule, settings, clock, fetchAdmin});
    return {
        answer: (asked, rootId) => answer(asked, (body) => voice.say(rootId, body)),
        resume: async () => {
            const run = await runs.resume();
            if (run) {
                // What was on its way when the agent ended may be lost: the page takes each event once.
                await tell(run, run.events);
            }
            await schedule.resume();
        },
        idle: runs.idle,
    };
}
