import * as z from 'zod/mini';
import {absolutePath, seconds} from './shapes.ts';

/** What only the Docker drivers read. */
export const DOCKER_SETTINGS = {
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
    /** The limit of an answer of docker compose, in seconds. */
    COMPOSE_SECONDS: seconds(120, 5),
};

/** Those that name a deployment: no other platform is asked then. */
export const NAMES_DOCKER = ['PROJECT_DIR', 'PROJECT_NAME', 'PROJECT_FILES', 'SERVICE', 'CONTAINER'] as const;
