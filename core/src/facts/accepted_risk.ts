import * as z from 'zod/mini';

/** A named risk somebody takes on: for one check, one reason, one server version. */
export const AcceptedRisk = z.object({
    check: z.string().check(z.regex(/^[a-z0-9_]{1,64}$/)),
    reason: z.string().check(z.regex(/^[a-z0-9_]{1,64}$/)),
    why: z.string().check(z.minLength(3), z.maxLength(500)),
    by: z.string().check(z.minLength(1), z.maxLength(64)),
    at: z.iso.datetime(),
    serverVersion: z.string().check(z.maxLength(32)),
});
export type AcceptedRisk = z.infer<typeof AcceptedRisk>;
