import {randomBytes} from 'node:crypto';
import {makeScramVerifier} from './scram_verifier.ts';
import type {LogIn, RoleClient} from './role_session.ts';

const SALT_BYTES = 16;

/**
 * How a rotation ended. `already_rotated`: `from` is refused and `to` logs in, a run was cut off in between.
 * `login_refused`: neither logs in, nothing was changed. `refused_by_server`: a policy or a managed service did not take it
 * (PostgreSQL's own five-character code). `unreachable`: nothing was changed. `put_back`: the login with `to` was not
 * proved, and `from` is proved again. `put_back_failed`: neither could be proved, the password may be either.
 */
export type Rotation =
    | {readonly code: 'rotated'; readonly otherClients: readonly RoleClient[]}
    | {readonly code: 'refused_by_server'; readonly sqlState: string}
    | {readonly code: 'already_rotated' | 'login_refused' | 'unreachable' | 'put_back' | 'put_back_failed'};

/**
 * Changes the password of the role that logs in, without superuser: PostgreSQL is sent a verifier, never a clear text. The
 * session that changes it stays open until a second login has proved the new one, to put the old one back. Taking a
 * rotation back is the same with `from` and `to` exchanged. Both passwords must be on disk before. Never throws for
 * what a server, a network or a policy does.
 */
export async function rotateRole(input: {
    readonly logIn: LogIn;
    readonly from: string;
    readonly to: string;
}): Promise<Rotation> {
    const {logIn, from, to} = input;
    const first = await logIn(from);
    if (first.code !== 'session') {
        return {code: first.code === 'refused' ? await findEarlierRotation(logIn, to) : 'unreachable'};
    }
    const {session} = first;
    try {
        const otherClients = await session.fetchOtherClients();
        if (!otherClients) {
            return {code: 'unreachable'};
        }
        const answer = await session.alterPassword(makeFreshVerifier(to));
        if (answer.code === 'refused') {
            return {code: 'refused_by_server', sqlState: answer.sqlState};
        }
        if ((await proveLogin(logIn, to)) === 'proved') {
            return {code: 'rotated', otherClients};
        }
        await session.alterPassword(makeFreshVerifier(from));
    } finally {
        await session.close();
    }
    // Without the session, which may have been the one too many for a role with few connections.
    return {code: (await proveLogin(logIn, from)) === 'proved' ? 'put_back' : 'put_back_failed'};
}

/** The old password is refused: either an earlier run has come so far, or it is not the role's password at all. */
async function findEarlierRotation(logIn: LogIn, to: string) {
    const proof = await proveLogin(logIn, to);
    return proof === 'proved' ? 'already_rotated' : proof === 'refused' ? 'login_refused' : 'unreachable';
}

async function proveLogin(logIn: LogIn, password: string): Promise<'proved' | 'refused' | 'unreachable'> {
    const login = await logIn(password);
    if (login.code !== 'session') {
        return login.code;
    }
    await login.session.close();
    return 'proved';
}

function makeFreshVerifier(password: string): string {
    return makeScramVerifier(password, randomBytes(SALT_BYTES));
}
