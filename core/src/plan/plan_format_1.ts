import * as z from 'zod/mini';
import {Plan} from './plan.ts';

const text = z.string().check(z.maxLength(4096));
const {shape: same} = z.omit(Plan, {format: true, target: true, change: true, siteUrl: true});

/** A plan as agents before this format wrote it: stored, approved, and quoted by journals and reports. */
export const PlanFormat1 = z.object({
    ...same,
    format: z.literal(1),
    deployment: z.object({
        kind: z.enum(['compose', 'docker']),
        name: text,
        service: text,
        container: text,
        containerId: text,
        host: text,
        engineId: text,
        folder: text,
        files: z.array(text),
        envFiles: z.array(text),
        profiles: z.optional(z.array(text)),
        caller: z.optional(z.object({pwd: text, home: text})),
        siteUrl: text,
    }),
    changes: z.array(z.object({path: text, line: z.number(), before: text, after: text})),
    fingerprints: z.array(z.object({path: text, hmac: text})),
    randomPorts: z.optional(z.array(text)),
    recreated: z.array(text),
});
type PlanFormat1 = z.infer<typeof PlanFormat1>;

/** The same plan in today's words. */
export function upgradePlan(old: PlanFormat1): Plan {
    const {deployment, changes: edits, fingerprints, randomPorts, recreated, ...rest} = old;
    const {kind, siteUrl, engineId, service, folder, files, envFiles, profiles, caller, ...pinned} = deployment;
    const onEngine = {...pinned, identity: engineId};
    const ports = randomPorts && {randomPorts};
    return {
        ...rest,
        siteUrl,
        ...(kind === 'compose'
            ? {
                  target: {
                      kind,
                      ...onEngine,
                      service,
                      folder,
                      files,
                      envFiles,
                      ...(profiles && {profiles}),
                      ...(caller && {caller}),
                  },
                  change: {way: 'files', edits, fingerprints, recreated, ...ports},
              }
            : {target: {kind, ...onEngine}, change: {way: 'clone', ...ports}}),
    };
}
