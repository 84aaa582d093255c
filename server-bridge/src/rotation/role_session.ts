/** Another login of the same role, as pg_stat_activity shows it. `address` is empty for a local socket. */
export type RoleClient = {readonly application: string; readonly address: string; readonly sessions: number};

/** `lost`: the connection or the time limit ended it, and whether the server has done it is not known. */
export type AlterAnswer = {readonly code: 'altered' | 'lost'} | {readonly code: 'refused'; readonly sqlState: string};

/** An open session of the role whose password is changed. Nothing throws. */
export type RoleSession = {
    /** The role's other sessions, or undefined where the session was lost. */
    readonly fetchOtherClients: () => Promise<readonly RoleClient[] | undefined>;
    /** Makes `verifier` the role's own password. Never give it a clear text. */
    readonly alterPassword: (verifier: string) => Promise<AlterAnswer>;
    readonly close: () => Promise<void>;
};

/** `refused` is the login's; every other reason for having no session is `unreachable`. */
export type Login =
    {readonly code: 'session'; readonly session: RoleSession} | {readonly code: 'refused' | 'unreachable'};

/** Logs the role in with a password, always at the same place in the same way. */
export type LogIn = (password: string) => Promise<Login>;
