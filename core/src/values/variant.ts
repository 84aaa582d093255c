/** The two image variants of one Mattermost release. */
export const VARIANTS = ['standard', 'fips'] as const;

export type Variant = (typeof VARIANTS)[number];

/** The direction of a move: to the FIPS image or back. */
export type Direction = 'to_fips' | 'to_standard';

/** The variant a move in `direction` ends on. */
export function targetVariant(direction: Direction): Variant {
    return direction === 'to_fips' ? 'fips' : 'standard';
}
