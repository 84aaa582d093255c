import type {RehearsalOutcome} from '../rehearsal/classify_rehearsal.ts';

/** What a rehearsal ended with, as `--format json` prints it. Holds no secret. */
export type RehearsalReport = {
    readonly format: 1;
    /** `pulled` is null where the platform does not say whether it had the image already. */
    readonly image: {readonly reference: string; readonly id: string; readonly pulled: boolean | null};
    /** The release both images share; null where the new one did not come as far as telling it. */
    readonly version: string | null;
    readonly outcome: RehearsalOutcome;
    readonly tookMs: number;
    /** Where the program's own words are kept (mode 0600). */
    readonly outputFile: string | null;
};
