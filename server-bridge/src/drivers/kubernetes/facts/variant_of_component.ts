import {parseImageReference} from '@fips-readiness/core';
import type {Variant} from '@fips-readiness/core';

/** The official names; their FIPS builds have `-fips` behind them. Source: the Makefiles of operator and push proxy. */
const NAMES = ['mattermost-operator', 'mattermost-push-proxy'];

/** Which build an image of the operator or the push proxy is by its name; null for another name, as Iron Bank's. */
export function variantOfComponent(reference: string): Variant | null {
    const image = parseImageReference(reference);
    const last = image?.path.split('/').at(-1) ?? '';
    if (NAMES.some((name) => last === `${name}-fips`)) {
        return 'fips';
    }
    return NAMES.includes(last) && !(image?.path.startsWith('ironbank/') === true) ? 'standard' : null;
}
