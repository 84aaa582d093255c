import type {Judgement} from '../state/judgement.ts';
import type {Snapshot} from '../state/snapshot.ts';
import type {Readiness} from '../state/use_readiness.ts';

/** What every row works with, whichever result it is. */
export type RowContext = {
    readonly snapshot: Snapshot;
    readonly judgement: Judgement;
    readonly readiness: Readiness;
    /** The blockers that show at once what to do about them, by check. */
    readonly leading: readonly string[];
    readonly onMakePlan: () => void;
};
