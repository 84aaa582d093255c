import * as z from 'zod/mini';

/** What is used of `docker compose config --format json`. */
export const ComposeConfig = z.object({
    name: z.string(),
    services: z.record(
        z.string(),
        z.object({
            image: z.optional(z.string()),
            environment: z.optional(z.nullable(z.record(z.string(), z.nullable(z.string())))),
            labels: z.optional(z.nullable(z.record(z.string(), z.nullable(z.string())))),
            volumes: z.optional(
                z.nullable(z.array(z.object({source: z.optional(z.string()), target: z._default(z.string(), '')}))),
            ),
        }),
    ),
});
export type ComposeConfig = z.infer<typeof ComposeConfig>;
