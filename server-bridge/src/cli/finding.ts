/** One line of the doctor's list. */
export type Finding = {
    readonly ok: boolean;
    readonly id: string;
    readonly values?: Readonly<Record<string, string | number>>;
};

/** Puts a finding on the list. */
export type Say = (finding: Finding) => void;
