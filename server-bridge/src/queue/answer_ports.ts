import type {QueueUser, Request} from '@fips-readiness/core';
import type {Clock} from '../clock/clock.ts';
import type {RunService} from '../run/run_service.ts';
import type {Settings} from '../settings/settings.ts';
import type {Nonces} from './nonces.ts';
import type {Schedule} from './schedule.ts';

/** What answers to requests are made with. */
export type AnswerPorts = {
    readonly runs: RunService;
    readonly nonces: Nonces;
    readonly schedule: Schedule;
    readonly clock: Clock;
    /** Who this account is now; undefined unless it is a live system admin. Throws CallError. */
    readonly fetchAdmin: (id: string) => Promise<QueueUser | undefined>;
    readonly settings: Pick<Settings, 'APPROVAL' | 'APPROVERS' | 'STATE_DIR' | 'RESCUE_DIR'>;
};

/** A request that is not a `check`, from whom, at the server's time. */
export type Asked = {
    readonly request: Exclude<Request, {kind: 'check'}>;
    readonly author: QueueUser;
    readonly serverNowMs: number;
};
