import {commandsOf} from '../commands/commands_of.ts';
import {remedyCommands} from '../remedies/catalogue.ts';
import {nameKeptBundle, printBundleLine} from './rescue_kit.ts';
import {placeTarget} from '../plan/place_target.ts';
import {mayRunTarget} from '../run/run_state.ts';
import type {RunState} from '../run/run_state.ts';
import type {Plan} from '../plan/plan.ts';

/** What a rollback leaves of the FIPS server: a sentence by its words' id and values, and the commands that undo it. */
export type StaysAfterRollback = {
    readonly word: 'rollback.stays' | 'rollback.stays_kept';
    readonly values: {readonly names: string; readonly files: string};
    readonly commands: readonly string[];
};

type Stored = NonNullable<Plan['storedByServer']>;

/** Plugins the FIPS server has stored; none where a rollback has restored all it replaced, or the FIPS image was never started. */
export function findStaysAfterRollback(
    {storedByServer = [], target}: Plan,
    {changed, kitFolder, restoredBundles}: Pick<RunState, 'changed' | 'kitFolder' | 'restoredBundles'>,
): readonly StaysAfterRollback[] {
    const left = mayRunTarget({changed}) ? storedByServer.filter(({id}) => !restoredBundles.includes(id)) : [];
    const isKept = ({replaces}: Stored[number]) => replaces?.bundle === 'kept' && kitFolder !== '';
    const place = placeTarget(target);
    const restart = commandsOf(place).restart(place);
    const copies = left.filter(isKept).map(({id}) => `${kitFolder}/${nameKeptBundle(id)}`);
    const others = left.filter((one) => !isKept(one));
    const plugins = others.map(({id}) => id);
    return [
        ...(copies.length > 0
            ? [
                  {
                      word: 'rollback.stays_kept' as const,
                      values: {names: nameAll(left.filter(isKept)), files: copies.join(', ')},
                      commands: [
                          ...copies.map((copy) => printBundleLine(String(place.container ?? ''), copy)),
                          ...restart,
                      ],
                  },
              ]
            : []),
        ...(others.length > 0
            ? [
                  {
                      word: 'rollback.stays' as const,
                      values: {names: nameAll(others), files: ''},
                      commands: [...remedyCommands('remove_stored_copy', {...place, plugins}), ...restart],
                  },
              ]
            : []),
    ];
}

function nameAll(stored: Stored): string {
    return stored.map(({id, version}) => `${id} ${version}`.trim()).join(', ');
}
