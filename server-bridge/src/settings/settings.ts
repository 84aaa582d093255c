import * as z from 'zod/mini';
import {AcceptedRisk, AGENT_MODES, BACKUP_WAYS, GOALS, parseImageReference} from '@fips-readiness/core';

const httpUrl = z.string().check(
    z.refine(
        (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
        'must be an http or https address',
    ),
    z.refine((text) => !URL.canParse(text) || new URL(text).username === '', 'must hold no user name or password'),
);
const absolutePath = z.string().check(z.refine((text) => text.startsWith('/'), 'must be an absolute path'));
const mattermostId = z.string().check(z.regex(/^[a-z0-9]{26}$/, 'must be a Mattermost id (26 letters and digits)'));
const seconds = (usual: number, least: number) => z._default(z.int().check(z.minimum(least), z.maximum(86_400)), usual);
const kubernetesName = z
    .string()
    .check(z.regex(/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/, 'must be a name as Kubernetes takes them'));
const repository = z.string().check(
    z.refine((text) => {
        const image = parseImageReference(text);
        return image !== undefined && image.tag === '' && image.digest === '';
    }, 'must be an image repository without tag or digest'),
);

/**
 * The agent's settings: the same names in its file and in the environment. Everything is optional: `fips-agent check`
 * works without a file. The file pins what labels only hint at (security.md rule 10).
 */
export const Settings = z.strictObject({
    /** Where the agent reaches the server, inside. */
    MATTERMOST_URL: z.optional(httpUrl),
    /** Where users reach the site: the front door. */
    SITE_URL: z.optional(httpUrl),
    /** File that holds the bot's token, readable by its owner only. */
    TOKEN_FILE: z.optional(absolutePath),
    /** PEM file of the authority that signed the server's certificate. */
    CA_FILE: z.optional(absolutePath),
    MODE: z._default(z.enum(AGENT_MODES), 'read_only'),
    /** Which driver looks after the deployment; found by asking each of them where it is not set. */
    DEPLOYMENT: z.optional(z.enum(['compose', 'docker', 'kubernetes'])),
    /** Compose: project folder and files as the admin's own `docker compose` uses them, in order. */
    PROJECT_DIR: z.optional(absolutePath),
    PROJECT_NAME: z.optional(z.string().check(z.regex(/^[a-z0-9][a-z0-9_-]*$/, 'must be a Compose project name'))),
    PROJECT_FILES: z.optional(z.array(absolutePath).check(z.minLength(1))),
    ENV_FILES: z.optional(z.array(absolutePath)),
    /** Compose profiles, as `--profile` or COMPOSE_PROFILES names them; those of the running services where it is not set. */
    PROFILES: z.optional(z.array(z.string().check(z.minLength(1)))),
    SERVICE: z.optional(z.string()),
    /** Plain Docker: the container's name. */
    CONTAINER: z.optional(z.string()),
    DOCKER_HOST: z.optional(
        z
            .string()
            .check(z.regex(/^(unix|tcp|http|https):\/\/.+/, 'must start with unix://, tcp://, http:// or https://')),
    ),
    COMPOSE_BINARY: z.optional(absolutePath),
    /** Kubernetes: files as kubectl takes them (`:` between several); ~/.kube/config where it is not set. */
    KUBECONFIG: z.optional(z.string()),
    /** The context of the kubeconfig, the namespace, and the `Mattermost` resource in it; found where they are not set. */
    KUBE_CONTEXT: z.optional(z.string()),
    KUBE_NAMESPACE: z.optional(kubernetesName),
    KUBE_RESOURCE: z.optional(kubernetesName),
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
     * answer of docker compose, one of the engine, the least time to get ready, the front door.
     */
    PULL_STALL_SECONDS: seconds(120, 5),
    BACKUP_STALL_SECONDS: seconds(60, 5),
    REHEARSAL_SECONDS: seconds(30, 5),
    COMPOSE_SECONDS: seconds(120, 5),
    ENGINE_SECONDS: seconds(30, 5),
    READY_SECONDS: seconds(300, 5),
    FRONT_DOOR_SECONDS: seconds(120, 1),
    /** A backup somebody vouches for; the check asks for one of the last 24 hours. */
    BACKUP_ATTESTED: z.optional(z.strictObject({takenAt: z.iso.datetime(), by: z.string(), reference: z.string()})),
    /** Named risks somebody has taken on, each for one check, one reason and one server version. */
    ACCEPTED_RISKS: z._default(z.array(AcceptedRisk), []),
    LOG_LEVEL: z._default(z.enum(['debug', 'info', 'warn', 'error']), 'info'),
});
export type Settings = z.infer<typeof Settings>;

export const SETTING_NAMES = Object.keys(Settings.shape) as (keyof Settings)[];
