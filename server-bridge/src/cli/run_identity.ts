import {openIdentity} from '../state/identity.ts';
import type {Identity} from '../state/identity.ts';
import {openStateDirectory} from '../state/state_directory.ts';
import type {Agent} from '../agent/open_agent.ts';

/** The agent's key and state folder, made where they are missing: plans that are kept and runs need them. */
export async function openRunIdentity({settings}: Pick<Agent, 'settings'>): Promise<Identity> {
    await openStateDirectory(settings.STATE_DIR);
    return openIdentity(settings.STATE_DIR);
}
