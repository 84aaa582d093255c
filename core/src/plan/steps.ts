/** The steps of a run, in order. Permanent codes; words under `step.<code>.title`. */
export const STEP_CODES = [
    'rescue_kit',
    'pull',
    'inspect',
    'keep_image',
    'backup',
    'rotate',
    'rehearse',
    'edit',
    'recreate',
    'patch',
    'wait',
    'verify',
    'finish',
] as const;
export type StepCode = (typeof STEP_CODES)[number];

/**
 * The rollback's steps, in order. The password first: while the database is not there to take it, files and container stay as
 * they are, fit for each other, so that whoever runs `up` meanwhile brings a state that can log in.
 */
export const BACK_STEP_CODES = [
    'restore_password',
    'restore_files',
    'restore_container',
    'restore_resource',
    'wait_back',
    'verify_back',
] as const;
export type BackStepCode = (typeof BACK_STEP_CODES)[number];

/** What a step that is done has shown: the image's id, a saved database, that the image starts, that it answers, each layer. */
export type Proof = 'image' | 'backup' | 'start' | 'ready' | 'layers';

/** What a step means to a run, its page and its reports. */
export type StepMeaning = {
    /** It touches what the deployment lives from; before the first such step a run can be cancelled without a trace. */
    readonly changes: boolean;
    /** It writes what the plan shows as its change (`changesOf`). */
    readonly writes: boolean;
    /** A cancellation ends it in its midst. */
    readonly cancellable: boolean;
    /** The rollback's step that reverts it. */
    readonly undoneBy: BackStepCode | null;
    /** From here on the target image may be running. */
    readonly runsTarget: boolean;
    /** From here on, until something is ready again, nobody may be answered. */
    readonly beginsOutage: boolean;
    readonly proves: Proof | null;
};

const HARMLESS: StepMeaning = {
    changes: false,
    writes: false,
    cancellable: false,
    undoneBy: null,
    runsTarget: false,
    beginsOutage: false,
    proves: null,
};

/** The one place that says what a step means. Every other place asks it, and names no step. */
export const STEPS: Readonly<Record<StepCode, StepMeaning>> = {
    rescue_kit: {...HARMLESS, cancellable: true},
    pull: {...HARMLESS, cancellable: true},
    inspect: {...HARMLESS, cancellable: true, proves: 'image'},
    keep_image: {...HARMLESS, cancellable: true},
    backup: {...HARMLESS, cancellable: true, proves: 'backup'},
    rotate: {...HARMLESS, changes: true, undoneBy: 'restore_password'},
    rehearse: {...HARMLESS, proves: 'start'},
    edit: {...HARMLESS, changes: true, writes: true, undoneBy: 'restore_files'},
    recreate: {
        ...HARMLESS,
        changes: true,
        undoneBy: 'restore_container',
        runsTarget: true,
        beginsOutage: true,
    },
    // The old instances stay until new ones are ready: nobody need notice.
    patch: {...HARMLESS, changes: true, writes: true, undoneBy: 'restore_resource', runsTarget: true},
    wait: {...HARMLESS, proves: 'ready'},
    verify: {...HARMLESS, proves: 'layers'},
    finish: HARMLESS,
};

/** What a step of the rollback means. */
export type BackStepMeaning = Pick<StepMeaning, 'beginsOutage' | 'proves'> & {
    /** It is needed where one of these is done; a step that reverts another one is needed where that one changed something. */
    readonly follows: readonly BackStepCode[];
};

const REVERTS: BackStepMeaning = {follows: [], beginsOutage: false, proves: null};

/** The same for the rollback. There is nothing to wait for, or to verify, where nothing that runs was restored. */
export const BACK_STEPS: Readonly<Record<BackStepCode, BackStepMeaning>> = {
    restore_password: REVERTS,
    restore_files: REVERTS,
    restore_container: {...REVERTS, beginsOutage: true},
    restore_resource: REVERTS,
    wait_back: {follows: ['restore_container', 'restore_resource'], beginsOutage: false, proves: 'ready'},
    verify_back: {follows: ['wait_back'], beginsOutage: false, proves: 'layers'},
};

/** The step of a run that a step of the rollback reverts; undefined for those that revert none. */
export function findReverted(back: BackStepCode): StepCode | undefined {
    return STEP_CODES.find((step) => STEPS[step].undoneBy === back);
}
