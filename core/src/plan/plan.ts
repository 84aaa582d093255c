import * as z from 'zod/mini';
import {PLUGIN_OUTCOMES} from '../checks/plugin_forecast.ts';
import {printCanonicalJson} from '../values/canonical_json.ts';
import type {Json} from '../values/canonical_json.ts';
import {makeDigest} from '../values/digest.ts';
import {AcceptedRisk} from '../facts/accepted_risk.ts';
import {STEP_CODES} from './steps.ts';

/** What a plan is for: one of the two moves, or a new database password alone. */
export const GOALS = ['to_fips', 'to_standard', 'rotate'] as const;
export type Goal = (typeof GOALS)[number];

/** How the database is saved before the first change. Permanent codes; words under `backup.<code>`. */
export const BACKUP_WAYS = ['dump', 'attest', 'command', 'none'] as const;
export type BackupWay = (typeof BACKUP_WAYS)[number];

/**
 * Why a plan is a person's to carry out (mode `handover`). Permanent codes; words under `handover.<code>`. The first six
 * come from the editors, the others from the deployment.
 */
export const HANDOVER_REASONS = [
    'not_in_a_file',
    'built_here',
    'in_extended_file',
    'in_included_file',
    'text_not_found',
    'shared_env_file',
    'compose_missing',
    'edit_not_proved',
    'owned_by_another_tool',
    'file_not_safe',
    'file_missing',
    'files_differ',
    'image_differs',
    'auto_remove',
    'other_deployment_kind',
    'several_nodes',
    'several_containers',
    'password_not_in_a_file',
    'password_in_several_places',
    'password_not_plain',
    'password_elsewhere',
    'password_in_env_file',
    'password_behind_pooler',
    'password_with_the_move',
    'secret_owned',
    'no_right_to_secret',
    'database_not_reached',
    'digest_pinned',
    'no_right_to_patch',
    'patch_refused',
    'image_patched',
    'old_resource',
    'helm_release',
    'plain_workload',
    'asked_for',
] as const;
export type HandoverReason = (typeof HANDOVER_REASONS)[number];

/**
 * Whether the stored bundle that the FIPS server may replace goes into the rescue kit, or why not: it is larger than is kept, could
 * not be looked at, or is in a file store the agent does not see. Permanent codes; words under `plan.stores.<code>`.
 */
export const BUNDLE_KEEPING = ['kept', 'too_large', 'unreadable', 'elsewhere'] as const;
export type BundleKeeping = (typeof BUNDLE_KEEPING)[number];

const text = z.string().check(z.maxLength(4096));
const hex32 = z.string().check(z.regex(/^[0-9a-f]{32}$/));
const imageId = z.string().check(z.regex(/^sha256:[0-9a-f]{64}$/));
const milliseconds = z.number().check(z.minimum(0));

const PlannedImage = z.object({
    reference: text,
    variant: z.nullable(z.enum(['standard', 'fips'])),
    /** The engine's image id; null where the image is not in the engine yet. */
    id: z.nullable(imageId),
    /** What the registry says the name holds (`sha256:…` of the manifest); null for an image that is here already. */
    digest: z.nullable(text),
});

/** One changed line of a file, or the word that changes in it, as it may be shown: a secret is never in it. */
const PlannedEdit = z.object({path: text, line: z.number(), before: text, after: text});

const onPlatform = {
    name: text,
    /** The platform's own name, for people, and what it calls itself: an engine's id, a cluster's. */
    host: text,
    identity: text,
};

/** What a plan pins: nothing else is changed by it, whatever else runs there. */
export const PlannedTarget = z.discriminatedUnion('kind', [
    z.object({
        kind: z.literal('compose'),
        ...onPlatform,
        service: text,
        container: text,
        containerId: text,
        folder: text,
        files: z.array(text),
        envFiles: z.array(text),
        /** Compose profiles the service is behind; absent where there is none. */
        profiles: z.optional(z.array(text)),
        /** Folders `${PWD}`, `${HOME}` and `~` stand for in the files; absent where they name none of them. */
        caller: z.optional(z.object({pwd: text, home: text})),
    }),
    z.object({kind: z.literal('docker'), ...onPlatform, container: text, containerId: text}),
    z.object({kind: z.literal('kubernetes'), ...onPlatform, namespace: text, uid: text}),
]);
export type PlannedTarget = z.infer<typeof PlannedTarget>;

/** Ports whose number on the host the engine will choose again (`8065/tcp 32768` before it); absent where there is none. */
const randomPorts = z.optional(z.array(text));

/** The exact change, by the way it is made. */
const PlannedChange = z.discriminatedUnion('way', [
    /** Lines of files, proved before anything is written. */
    z.object({
        way: z.literal('files'),
        edits: z.array(PlannedEdit),
        /** Every project file that must be as it was when this was planned: an HMAC under a key that stays with the agent. */
        fingerprints: z.array(z.object({path: text, hmac: text})),
        /** Services of the project that are recreated besides Mattermost's own, by name. */
        recreated: z.array(text),
        randomPorts,
    }),
    /** A container like the one that runs, from another image. */
    z.object({way: z.literal('clone'), randomPorts}),
    /** A JSON Patch (RFC 6902) of one resource; its `test` operations hold what was read. */
    z.object({
        way: z.literal('patch'),
        operations: z.array(
            z.object({op: z.enum(['test', 'add', 'replace', 'remove']), path: text, value: z.optional(text)}),
        ),
    }),
]);

const rotated = {
    role: text,
    database: text,
    because: z.enum(['too_short', 'asked_for']),
    otherClients: z.array(text),
};

/** Keys of one Secret, by name. */
const InSecret = z.object({name: text, keys: z.array(text)});

const PlannedStep = z.object({code: z.enum(STEP_CODES), limitMs: milliseconds});

/**
 * Ordered steps from here to the goal, with exact before and after. Holds no time and no secret: its digest stays the same
 * while the facts do. Sizes in bytes, durations in milliseconds.
 */
export const Plan = z.object({
    /** 1 is read, and never applied: what it pins is what it pinned then. */
    format: z.union([z.literal(1), z.literal(2)]),
    id: hex32,
    goal: z.enum(GOALS),
    mode: z.enum(['apply', 'handover']),
    handover: z.nullable(z.enum(HANDOVER_REASONS)),
    target: PlannedTarget,
    change: PlannedChange,
    siteUrl: text,
    serverVersion: text,
    from: PlannedImage,
    to: PlannedImage,
    /** A new database password: where it is written, and who else logs in with the role. */
    rotation: z.nullable(
        z.union([z.object({...rotated, path: text, line: z.number()}), z.object({...rotated, secret: InSecret})]),
    ),
    backup: z.object({
        way: z.enum(BACKUP_WAYS),
        /** Why there is none, or what was attested. */
        note: text,
        sizeBytes: z.nullable(z.number()),
    }),
    steps: z.array(PlannedStep),
    /** How long users will notice it, and where the number comes from. */
    downtime: z.object({
        fromMs: milliseconds,
        toMs: milliseconds,
        source: z.enum(['last_start', 'usual']),
        proxyWaitMs: milliseconds,
    }),
    plugins: z.array(z.object({id: text, version: text, active: z.boolean(), outcome: z.enum(PLUGIN_OUTCOMES)})),
    /**
     * Plugins the FIPS server will store its own build of; absent where there is none. `replaces`: the bundle that is stored now, and
     * whether the rescue kit keeps it, for a rollback to restore.
     */
    storedByServer: z.optional(
        z.array(
            z.object({
                id: text,
                version: text,
                replaces: z.optional(z.object({version: text, bundle: z.enum(BUNDLE_KEEPING)})),
            }),
        ),
    ),
    risks: z.array(AcceptedRisk),
    rollBack: z.enum(['auto', 'ask']),
});
export type Plan = z.infer<typeof Plan>;

/** The one text of a plan: what is stored, hashed, shown and approved. */
export function printPlan(plan: Plan): string {
    return printCanonicalJson(plan as unknown as Json);
}

/** `sha256:<hex>` over the exact text (security.md rule 9). */
export function makePlanDigest(planText: string): string {
    return makeDigest('plan', planText);
}
