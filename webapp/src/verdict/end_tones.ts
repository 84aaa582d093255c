import type {RunEnd} from '@fips-readiness/core';
import type {Tone} from '../widgets/chip.tsx';

/** How the end of a run looks. */
export const END_TONES: Readonly<Record<RunEnd, Tone>> = {
    succeeded: 'pass',
    rolled_back: 'warn',
    needs_attention: 'fail',
    refused: 'warn',
    cancelled: 'unknown',
};
