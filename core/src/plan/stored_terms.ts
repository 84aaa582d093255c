import {BUNDLE_KEEPING} from './plan.ts';
import type {Plan} from './plan.ts';

/** What a plan says of the bundles the FIPS server will store: sentences by their words' id and values. */
export function findStoredTerms({storedByServer = []}: Plan): readonly {
    readonly word: string;
    readonly values: {readonly names: string};
}[] {
    const added = storedByServer.filter(({replaces}) => replaces === undefined);
    const names = (those: typeof storedByServer) =>
        those.map(({id, version, replaces}) => `${id} ${replaces?.version ?? version}`.trim()).join(', ');
    return [
        {word: 'plan.stores', those: added},
        ...BUNDLE_KEEPING.map((bundle) => ({
            word: `plan.stores.${bundle}`,
            those: storedByServer.filter(({replaces}) => replaces?.bundle === bundle),
        })),
    ]
        .filter(({those}) => those.length > 0)
        .map(({word, those}) => ({word, values: {names: names(those)}}));
}
