import type {RunEvent} from '@fips-readiness/core';
import type {Clock} from '../clock/clock.ts';
import type {RunDesk, RunNews} from '../run/run_desk.ts';
import type {Settings} from '../settings/settings.ts';
import {makeAnswerer} from './answer_request.ts';
import {makeNonces} from './nonces.ts';
import type {RunRoom, Voice} from './serve_ports.ts';
import type {ReplyBody} from './reply_body.ts';
import {makeSchedule} from './schedule.ts';
import {tellRun} from './tell_run.ts';

/** Opens the desk of plans and runs to the queue: requests come in, and every event of a run goes out, in order. */
export function makeRunRoom(
    voice: Voice,
    settings: Pick<Settings, 'APPROVAL' | 'APPROVERS' | 'STATE_DIR' | 'RESCUE_DIR'>,
    clock: Clock,
    stop: AbortSignal,
    openDesk: (ports: {
        readonly onNews: (news: RunNews) => Promise<void>;
        readonly guard: () => Promise<boolean>;
    }) => RunDesk,
): RunRoom {
    const nonces = makeNonces(clock.monotonicMs);
    const tell = async (news: Omit<RunNews, 'event'>, events: readonly RunEvent[]): Promise<void> =>
        voice.say('', await tellRun(news, events, settings, nonces.issue));
    const desk = openDesk({onNews: (news) => tell(news, [news.event]), guard: voice.isSafe});
    const {isSafe, fetchAdmin} = voice;
    const say = (body: ReplyBody) => voice.say('', body);
    const schedule = makeSchedule({desk, settings, clock, isSafe, fetchAdmin, say, stop});
    const answer = makeAnswerer({desk, nonces, schedule, settings, clock, fetchAdmin});
    return {
        answer: (asked, rootId) => answer(asked, (body) => voice.say(rootId, body)),
        resume: async () => {
            const run = await desk.resume();
            if (run) {
                // What was on its way when the agent ended may be lost: the page takes each event once.
                await tell(run, run.events);
            }
            await schedule.resume();
        },
        idle: desk.idle,
    };
}
