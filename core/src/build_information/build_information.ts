/** A Go module as the executable names it. */
export type GoModule = {
    readonly path: string;
    readonly version: string;
    readonly sum: string;
    readonly replacement?: GoModule;
};

/** One `build` line: a flag of the go command or a variable that shaped the build. */
export type BuildSetting = {readonly key: string; readonly value: string};

/** What Go's linker left in an executable (`go version -m`; Go source debug/buildinfo). All of it is declared, not proved. */
export type BuildInformation = {
    /** `go1.26.8`, with suffixes for experiments and changed toolchains. */
    readonly goVersion: string;
    /** Import path of the main package; empty where the build knew no modules. */
    readonly path: string;
    readonly module: GoModule | undefined;
    readonly dependencies: readonly GoModule[];
    readonly settings: readonly BuildSetting[];
    /** From the ELF header, in Go's words: amd64, arm64, …; `elf_<number>` for others. */
    readonly architecture: string;
    /** True where another program loads it, with C libraries (PT_INTERP). */
    readonly dynamicallyLinked: boolean;
};

/** Why an executable does not tell. */
export const UNREADABLE_REASONS = [
    'not_elf',
    'truncated',
    'damaged',
    'packed',
    'no_build_information',
    'too_large',
    'unusual_layout',
] as const;

export type UnreadableReason = (typeof UNREADABLE_REASONS)[number];

/** Why a path tells nothing, where it is not the executable's fault; `no_server_part` is an answer. */
export const SCAN_REASONS = [
    'link',
    'archive_damaged',
    'executable_missing',
    'manifest_unreadable',
    'no_server_part',
] as const;

export type ScanReason = (typeof SCAN_REASONS)[number];
