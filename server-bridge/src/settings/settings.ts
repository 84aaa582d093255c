import * as z from 'zod/mini';
import {AcceptedRisk, AGENT_MODES, parseImageReference} from '@fips-readiness/core';

const httpUrl = z.string().check(
    z.refine(
        (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
        'must be an http or https address',
    ),
    z.refine((text) => !URL.canParse(text) || new URL(text).username === '', 'must hold no user name or password'),
);
const absolutePath = z.string().check(z.refine((text) => text.startsWith('/'), 'must be an absolute path'));
const mattermostId = z.string().check(z.regex(/^[a-z0-9]{26}$/, 'must be a Mattermost id (26 letters and digits)'));
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
    DEPLOYMENT: z.optional(z.enum(['compose', 'docker'])),
    /** Compose: project folder and files as the admin's own `docker compose` uses them, in order. */
    PROJECT_DIR: z.optional(absolutePath),
    PROJECT_NAME: z.optional(z.string().check(z.regex(/^[a-z0-9][a-z0-9_-]*$/, 'must be a Compose project name'))),
    PROJECT_FILES: z.optional(z.array(absolutePath).check(z.minLength(1))),
    ENV_FILES: z.optional(z.array(absolutePath)),
    SERVICE: z.optional(z.string()),
    /** Plain Docker: the container's name. */
    CONTAINER: z.optional(z.string()),
    DOCKER_HOST: z.optional(
        z
            .string()
            .check(z.regex(/^(unix|tcp|http|https):\/\/.+/, 'must start with unix://, tcp://, http:// or https://')),
    ),
    COMPOSE_BINARY: z.optional(absolutePath),
    /** A folder on the host for the agent's own state, mode 0700. */
    STATE_DIR: z._default(absolutePath, '/var/lib/fips-agent'),
    /** Repositories that hold the same release as standard and as FIPS image, besides the official names. */
    IMAGE_PAIRS: z._default(z.array(z.strictObject({standard: repository, fips: repository})), []),
    /** The queue, by id. */
    TEAM_ID: z.optional(mattermostId),
    CHANNEL_ID: z.optional(mattermostId),
    BOT_USER_ID: z.optional(mattermostId),
    /** A backup somebody vouches for; the check asks for one of the last 24 hours. */
    BACKUP_ATTESTED: z.optional(z.strictObject({takenAt: z.iso.datetime(), by: z.string(), reference: z.string()})),
    /** Named risks somebody has taken on, each for one check, one reason and one server version. */
    ACCEPTED_RISKS: z._default(z.array(AcceptedRisk), []),
    LOG_LEVEL: z._default(z.enum(['debug', 'info', 'warn', 'error']), 'info'),
});
export type Settings = z.infer<typeof Settings>;

export const SETTING_NAMES = Object.keys(Settings.shape) as (keyof Settings)[];
