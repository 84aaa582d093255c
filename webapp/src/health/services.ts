import * as z from 'zod/mini';
import {readProblem, ServerProblem} from '../client/server_problem.ts';
import type {Server, TestedService} from '../client/server.ts';
import type {HealthWord} from '../i18n/health_words.ts';
import {redactSentence} from './redact_sentence.ts';

/** What can be tried: the server's own health, and what it is set up to reach. */
export type ServiceCode = TestedService | 'ping';

/** How a try ended; `tookMs` milliseconds. */
export type ServiceOutcome =
    | {readonly code: 'ok'; readonly tookMs: number}
    | {
          readonly code: 'failed';
          readonly tookMs: number;
          /** Undefined where only `problem` tells. */
          readonly reason: HealthWord | undefined;
          readonly problem: ServerProblem;
      };

/** Each is looked for by itself: an admin may see only some sections. */
const CONFIGURED: Readonly<Record<TestedService, z.ZodMiniType>> = {
    email: z.object({
        EmailSettings: z.object({
            SendEmailNotifications: z.literal(true),
            SMTPServer: z.string().check(z.minLength(1)),
        }),
    }),
    ldap: z.object({LdapSettings: z.object({Enable: z.literal(true)})}),
    s3: z.object({FileSettings: z.object({DriverName: z.literal('amazons3')})}),
    elasticsearch: z.object({ElasticsearchSettings: z.object({EnableIndexing: z.literal(true)})}),
};

/** What this server can try: its own health always, the rest where it is set up. */
export function findServices(config: unknown): readonly ServiceCode[] {
    const services = Object.keys(CONFIGURED) as readonly TestedService[];
    return ['ping', ...services.filter((service) => CONFIGURED[service].safeParse(config).success)];
}

/**
 * The server's own codes and what they mean (api4/system.go, app/admin.go, app/file.go, enterprise/elasticsearch; LDAP: i18n/en.json).
 * RestrictSystemAdmin is told as a missing right. Of S3 and search nobody can tell whether the way or the account is wrong.
 */
const REASONS: readonly (readonly [RegExp, HealthWord])[] = [
    [/context\.permissions/, 'service.reason.restricted'],
    [/licen[cs]e/, 'service.reason.licence'],
    [
        /missing_server|missing_s3_bucket|reenter|indexing_disabled|ldap\.disabled|no_driver/,
        'service.reason.not_set_up',
    ],
    [/bucket_does_not_exist/, 'service.reason.bucket'],
    [/bind_admin_user/, 'service.reason.sign_in'],
    [/s3_auth|get_server_version/, 'service.reason.connect_or_sign_in'],
    [/test_email/, 'service.reason.mail'],
    [/unable_to_connect|test_connection|connect_failed/, 'service.reason.connect'],
];

const Ping = z.object({database_status: z.string(), filestore_status: z.string()});

/** Tries one service and waits for the server's word. Never throws. */
export async function tryService(server: Server, service: ServiceCode, now: () => Date): Promise<ServiceOutcome> {
    const startedMs = now().getTime();
    const tookMs = () => Math.max(0, now().getTime() - startedMs);
    try {
        const answer = await (service === 'ping' ? server.fetchPing() : server.testService(service, redactSentence));
        const reason = service === 'ping' ? judgePing(answer) : undefined;
        return reason === undefined
            ? {code: 'ok', tookMs: tookMs()}
            : {code: 'failed', tookMs: tookMs(), reason, problem: new ServerProblem('server_error')};
    } catch (error) {
        const problem = readProblem(error);
        const reason = REASONS.find(([pattern]) => pattern.test(problem.id))?.[1];
        return {code: 'failed', tookMs: tookMs(), reason, problem};
    }
}

/** What is wrong with the server's own health; undefined where nothing is. Throws ServerProblem where it does not tell. */
function judgePing(answer: unknown): HealthWord | undefined {
    const read = Ping.safeParse(answer).data;
    if (!read) {
        throw new ServerProblem('not_mattermost');
    }
    const isDatabaseWell = read.database_status === 'OK';
    if (read.filestore_status === 'OK') {
        return isDatabaseWell ? undefined : 'service.reason.database';
    }
    return isDatabaseWell ? 'service.reason.file_store' : 'service.reason.both';
}
