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
    'wait',
    'verify',
    'finish',
] as const;
export type StepCode = (typeof STEP_CODES)[number];

/** Steps that touch what the deployment lives from; before the first of them a run can be cancelled without a trace. */
export const CHANGING_STEPS: readonly StepCode[] = ['rotate', 'edit', 'recreate'];

/**
 * The rollback's steps, in order. The password first: while the database is not there to take it, files and container stay as
 * they are, fit for each other, so that whoever runs `up` meanwhile brings a state that can log in.
 */
export const BACK_STEP_CODES = [
    'restore_password',
    'restore_files',
    'restore_container',
    'wait_back',
    'verify_back',
] as const;
export type BackStepCode = (typeof BACK_STEP_CODES)[number];
