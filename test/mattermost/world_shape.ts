import type {Build} from './config/validate.ts';
import type {WorldEvent} from './event.ts';
import type {Faults} from './faults.ts';
import type {FileStore} from './file_store.ts';
import type {JsonObject} from './json_value.ts';
import type {PluginBundle} from './plugin_bundle.ts';
import type {PluginManifest} from './plugin_manifest.ts';
import type {WorldState} from './state.ts';

export interface ClusterNode {
    readonly id: string;
    readonly version: string;
    readonly schema_version: string;
    readonly config_hash: string;
    readonly ipaddress: string;
    readonly hostname: string;
}

/** How a plugin does, where it is not simply running; `node` is a cluster id, '' for every node. */
export interface PluginCondition {
    readonly node: string;
    readonly state: number;
    readonly error: string;
}

export interface UserSetup {
    readonly username: string;
    readonly password?: string;
    readonly roles?: string;
    readonly email?: string;
    readonly auth_service?: string;
    readonly delete_at?: number;
}

/** One plugin of the test: a bundle in the file store, switched on unless said otherwise. */
export interface PluginSetup {
    readonly manifest: PluginManifest;
    readonly files?: Readonly<Record<string, string>>;
    readonly isEnabled?: boolean;
}

export interface WorldOptions {
    readonly version?: string;
    readonly variant?: 'standard' | 'fips';
    readonly isEnterpriseReady?: boolean;
    /** '' for no licence. */
    readonly licence?: string;
    /** Merged over the defaults of the version. */
    readonly config?: JsonObject;
    /** MM_* variables; local mode is on by default, as in both images. */
    readonly environment?: Readonly<Record<string, string>>;
    /** Beside admin, user and viewer. */
    readonly users?: readonly UserSetup[];
    readonly plugins?: readonly PluginSetup[];
    /** Instead of what the image of this variant brings. */
    readonly prepackaged?: readonly PluginManifest[];
    readonly remoteMarketplace?: readonly PluginManifest[];
    readonly conditions?: Readonly<Record<string, readonly PluginCondition[]>>;
    readonly nodes?: readonly ClusterNode[];
    readonly fileStore?: FileStore;
    /** A database to go on with: makes no users and no team. */
    readonly state?: WorldState;
    readonly now?: () => number;
    /** Where log lines go besides GET /logs. */
    readonly writeLog?: (line: string) => void;
}

export interface World extends Build {
    version: string;
    variant: 'standard' | 'fips';
    readonly buildNumber: string;
    readonly buildDate: string;
    readonly buildHash: string;
    readonly isEnterpriseReady: boolean;
    readonly schemaVersion: number;
    readonly maxPostSize: number;
    readonly hostname: string;
    environment: Readonly<Record<string, string>>;
    nodes: readonly ClusterNode[];
    prepackaged: readonly PluginManifest[];
    remoteMarketplace: readonly PluginManifest[];
    conditions: Readonly<Record<string, readonly PluginCondition[]>>;
    /** Unpacked plugins by id: what the running server has. */
    readonly installed: Map<string, PluginBundle>;
    readonly fileStore: FileStore;
    health: {database: 'OK' | 'UNHEALTHY'; fileStore: 'OK' | 'UNHEALTHY'};
    /** Error text of /email/test, /ldap/test, /file/s3_test and the like; undefined: works. */
    serviceErrors: Record<string, string>;
    readonly faults: Faults;
    readonly state: WorldState;
    now(): number;
    emit(event: WorldEvent): void;
    /** Returns the function that ends the subscription. */
    subscribe(listener: (event: WorldEvent) => void): () => void;
    log(level: 'info' | 'warn' | 'error', message: string, fields?: JsonObject): void;
}
