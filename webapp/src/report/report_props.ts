import type {Connection} from '../state/plugin_settings.ts';
import type {Readiness} from '../state/use_readiness.ts';

export type ReportProps = {
    /** Whose record goes into the report; '' for the state alone. */
    readonly runId: string;
    readonly connection: Connection;
    readonly readiness: Readiness;
};
