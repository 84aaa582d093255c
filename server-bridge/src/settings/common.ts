import * as z from 'zod/mini';
import {AcceptedRisk, AGENT_MODES, BACKUP_WAYS, GOALS} from '@fips-readiness/core';
import {absolutePath, httpUrl, mattermostId, repository, seconds} from './shapes.ts';

/** What counts on every platform. */
export const COMMON_SETTINGS = {
    /** Where the agent reaches the server, inside. */
    MATTERMOST_URL: z.optional(httpUrl),
    /** Where users reach the site. */
    SITE_URL: z.optional(httpUrl),
    /** File that holds the bot's token, readable by its owner only. */
    TOKEN_FILE: z.optional(absolutePath),
    /** PEM file of the authority that signed the server's certificate. */
    CA_FILE: z.optional(absolutePath),
    MODE: z._default(z.enum(AGENT_MODES), 'read_only'),
    /** Which driver manages the deployment; found by asking each of them where it is not set. */
    DEPLOYMENT: z.optional(z.enum(['compose', 'docker', 'kubernetes'])),
    /** A folder on the host for the agent's own state, mode 0700; for who is not root it is in their home (usual_folders.ts). */
    STATE_DIR: z._default(absolutePath, '/var/lib/fips-agent'),
    /** Repositories that hold the same release as standard and as FIPS image, besides the official names. */
    IMAGE_PAIRS: z._default(z.array(z.strictObject({standard: repository, fips: repository})), []),
    /** The queue, by id. */
    TEAM_ID: z.optional(mattermostId),
    CHANNEL_ID: z.optional(mattermostId),
    BOT_USER_ID: z.optional(mattermostId),
    /** Which goals a run may have at all, whoever approves it; `to_standard` is also allowed as the way back of a recent run. */
    ALLOW: z._default(z.array(z.enum(GOALS)), ['to_fips']),
    /** Changing runs in any hour and in any day; ways back are not counted. */
    CHANGES_PER_HOUR: z._default(z.int().check(z.minimum(1), z.maximum(60)), 1),
    CHANGES_PER_DAY: z._default(z.int().check(z.minimum(1), z.maximum(240)), 3),
    /** `one` admin approves, `two` different ones, or `host`: an admin, with a code that fips-agent prints on the host. */
    APPROVAL: z._default(z.enum(['one', 'two', 'host']), 'one'),
    /** Whose approvals count, by user id; empty: every system admin's, unless APPROVAL is `two`. */
    APPROVERS: z._default(z.array(mattermostId), []),
    /** How the database is saved before the first change; where it is not set: `dump` below 20 GB, else `attest`. */
    BACKUP: z.optional(z.enum(BACKUP_WAYS)),
    /** The admin's own backup, for BACKUP=command: an absolute program and its arguments. */
    BACKUP_COMMAND: z.optional(z.array(z.string()).check(z.minLength(1))),
    /** Why BACKUP=none is right here. */
    BACKUP_NONE_BECAUSE: z.optional(z.string().check(z.minLength(3), z.maxLength(500))),
    /** `auto` goes back by itself when the new container fails; `ask` leaves that to a person. */
    ROLLBACK: z._default(z.enum(['auto', 'ask']), 'auto'),
    /** Where the rescue kits are put, on the host and outside STATE_DIR: they work when that is lost. Its default as above. */
    RESCUE_DIR: z._default(absolutePath, '/var/lib/fips-agent-rescue'),
    /** For how many days a finished move may be rolled back. */
    HOLD_OFF_DAYS: z._default(z.int().check(z.minimum(0), z.maximum(365)), 30),
    /**
     * Limits, in seconds: a pull without a byte, a backup without growth, a rehearsal (and asking an image for its version), an
     * answer of the engine or the cluster, the least time to get ready, the site URL.
     */
    PULL_STALL_SECONDS: seconds(120, 5),
    BACKUP_STALL_SECONDS: seconds(60, 5),
    REHEARSAL_SECONDS: seconds(30, 5),
    ENGINE_SECONDS: seconds(30, 5),
    READY_SECONDS: seconds(300, 5),
    FRONT_DOOR_SECONDS: seconds(120, 1),
    /** A backup somebody vouches for; the check asks for one of the last 24 hours. */
    BACKUP_ATTESTED: z.optional(z.strictObject({takenAt: z.iso.datetime(), by: z.string(), reference: z.string()})),
    /** Named risks somebody has taken on, each for one check, one reason and one server version. */
    ACCEPTED_RISKS: z._default(z.array(AcceptedRisk), []),
    LOG_LEVEL: z._default(z.enum(['debug', 'info', 'warn', 'error']), 'info'),
};
