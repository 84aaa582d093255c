import {commandsOf} from '../commands/commands_of.ts';
import {remedyCommands} from '../remedies/catalogue.ts';
import type {Data} from '../results/data.ts';
import {mayRunTarget} from '../run/run_state.ts';
import type {RunState} from '../run/run_state.ts';
import type {Plan} from './plan.ts';

/** What a rollback leaves of the FIPS server: plugins it has stored, and the commands that bring the image's own back. */
export type StaysAfterRollback = {readonly names: readonly string[]; readonly commands: readonly string[]};

/** Undefined where nothing stays: no such plugin, or the FIPS image was never started. */
export function findStaysAfterRollback(
    {storedByServer: stored = [], deployment}: Plan,
    {changed}: Pick<RunState, 'changed'>,
): StaysAfterRollback | undefined {
    if (stored.length === 0 || !mayRunTarget({changed})) {
        return undefined;
    }
    const {kind, name, service, container, folder, files} = deployment;
    const place: Data = {kind, name, service, container, folder, files, plugins: stored.map(({id}) => id)};
    return {
        names: stored.map(({id, version}) => (version === '' ? id : `${id} ${version}`)),
        commands: [...remedyCommands('remove_stored_copy', place), ...commandsOf(place).restart(place)],
    };
}
