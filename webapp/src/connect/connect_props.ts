import type {Server} from '../client/server.ts';
import type {Readiness} from '../state/use_readiness.ts';
import type {Snapshot} from '../state/snapshot.ts';

/** What every part of Connect works with. */
export type ConnectProps = {
    readonly server: Server;
    readonly snapshot: Snapshot;
    readonly readiness: Readiness;
};
