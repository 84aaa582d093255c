import type {Confinement, Mount, NameLookup} from './container_settings.ts';

/** A container made for one command: no labels, aliases, ports, fixed address, restart policy or log on disk. */
export type OneOff = {
    readonly name: string;
    readonly imageId: string;
    /** Run without a shell, in place of the image's entry point. Never put a secret here: engine events show it. */
    readonly argv: readonly string[];
    /** What stands above the image's own variables. Secrets may stand here: they go in the body of the call. */
    readonly environment: ReadonlyMap<string, string>;
    /** `''` is the image's own user. */
    readonly user: string;
    /** All of them are mounted read-only; nothing is copied into a volume. */
    readonly mounts: readonly Mount[];
    /** By name, joined without alias or address; `host`, `none` or `container:<id>` stands alone. None at all is `none`. */
    readonly networks: readonly string[];
    readonly nameLookup: NameLookup;
    readonly confinement: Confinement;
    readonly timeoutMs: number;
    /** Ends the command and removes the container at once. */
    readonly signal?: AbortSignal;
};

/**
 * How the command ended. `exitCode` is -1 where it was ended by the time limit or the signal, and 126 or 127 where the
 * program could not be started. Output may hold secrets: it stays inside the agent.
 */
export type OneOffResult = {
    readonly exitCode: number;
    readonly stdout: string;
    readonly stderr: string;
    readonly timedOut: boolean;
};

/** Resolves nothing and confines nothing beyond what the engine does by itself. */
export const NO_NAME_LOOKUP: NameLookup = {extraHosts: [], dns: [], dnsSearch: [], dnsOptions: [], links: []};
export const DEFAULT_CONFINEMENT: Confinement = {
    readOnlyRoot: false,
    tmpfs: {},
    securityOptions: [],
    addedCapabilities: [],
    droppedCapabilities: [],
    groups: [],
    pidsLimit: 0,
    memoryBytes: 0,
};
