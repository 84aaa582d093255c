/** What the page does about a plugin before the move, and how each is put back. Steps in order; words under `change.<kind>.<step>`. */
export const CHANGE_STEPS = {
    /** Copies the image's bundle into the file store, where it survives the move. */
    keep: ['install', 'remember'],
    /** Takes a stored copy away that stands before the FIPS build. Noted first: a page that dies in between leaves its trace. */
    remove: ['remember', 'remove', 'enable'],
    /** Puts `keep` back. */
    unkeep: ['remove', 'enable', 'forget'],
    /** Puts `remove` back. */
    reinstall: ['install', 'enable', 'forget'],
} as const;

export type ChangeKind = keyof typeof CHANGE_STEPS;
export type ChangeStep<K extends ChangeKind = ChangeKind> = (typeof CHANGE_STEPS)[K][number];

/** One change of one plugin, in the version that runs or ran. */
export type PluginChange = {
    readonly kind: ChangeKind;
    readonly id: string;
    readonly name: string;
    readonly version: string;
};
