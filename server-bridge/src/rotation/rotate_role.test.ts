import type {AlterAnswer, LogIn} from './role_session.ts';
import {rotateRole} from './rotate_role.ts';
import {isScramVerifier} from './scram_verifier.ts';

const OTHERS = [{application: 'metabase', address: '10.0.0.7', sessions: 2}];

type World = {
    /** The passwords that log in at first; later what was altered to. */
    readonly valid: string;
    /** Answers of the first, second, … alter; `altered` after them. */
    readonly answers?: readonly AlterAnswer[];
    /** Whether a lost alter was done all the same. */
    readonly lostIsDone?: boolean;
    /** Logins, counted from one, that find no way. */
    readonly unreachable?: readonly number[];
    readonly clientsLost?: boolean;
};

/** A database that knows passwords by their verifier's turn: the first alter means `to`, the second `from`. */
function makeWorld({valid, answers = [], lostIsDone = false, unreachable = [], clientsLost = false}: World) {
    const sent: string[] = [];
    const seen = {logins: 0, open: 0, mostOpen: 0, sent};
    let current = valid;
    const turns = ['new password', 'old password'];
    const logIn: LogIn = async (password) => {
        seen.logins += 1;
        if (unreachable.includes(seen.logins)) {
            return {code: 'unreachable'};
        }
        if (password !== current) {
            return {code: 'refused'};
        }
        seen.open += 1;
        seen.mostOpen = Math.max(seen.mostOpen, seen.open);
        return {
            code: 'session',
            session: {
                fetchOtherClients: () => Promise.resolve(clientsLost ? undefined : OTHERS),
                alterPassword: (verifier) => {
                    const answer = answers[sent.length] ?? {code: 'altered' as const};
                    if (answer.code === 'altered' || (answer.code === 'lost' && lostIsDone)) {
                        current = turns[sent.length] ?? '';
                    }
                    sent.push(verifier);
                    return Promise.resolve(answer);
                },
                close: () => {
                    seen.open -= 1;
                    return Promise.resolve();
                },
            },
        };
    };
    return {logIn, seen};
}

describe('rotateRole', () => {
    const table: readonly (readonly [string, World, object, number])[] = [
        ['the new login is proved -> rotated', {valid: 'old password'}, {code: 'rotated', otherClients: OTHERS}, 1],
        [
            'a run was cut off after the change -> already_rotated',
            {valid: 'new password'},
            {code: 'already_rotated'},
            0,
        ],
        ['neither logs in -> login_refused', {valid: 'another'}, {code: 'login_refused'}, 0],
        ['no way at first -> unreachable', {valid: 'old password', unreachable: [1]}, {code: 'unreachable'}, 0],
        ['old refused, no way for new -> unreachable', {valid: 'x', unreachable: [2]}, {code: 'unreachable'}, 0],
        ['the list is lost -> unreachable', {valid: 'old password', clientsLost: true}, {code: 'unreachable'}, 0],
        [
            'a policy refuses -> refused_by_server',
            {valid: 'old password', answers: [{code: 'refused', sqlState: '42501'}]},
            {code: 'refused_by_server', sqlState: '42501'},
            1,
        ],
        ['no proof -> put_back', {valid: 'old password', unreachable: [2]}, {code: 'put_back'}, 2],
        [
            'no proof and no way back -> put_back_failed',
            {valid: 'old password', unreachable: [2], answers: [{code: 'altered'}, {code: 'lost'}]},
            {code: 'put_back_failed'},
            2,
        ],
        [
            'the database goes away in the middle -> put_back_failed, for it may be either',
            {valid: 'old password', unreachable: [2, 3], answers: [{code: 'lost'}, {code: 'lost'}]},
            {code: 'put_back_failed'},
            2,
        ],
        [
            'lost but done -> rotated',
            {valid: 'old password', answers: [{code: 'lost'}], lostIsDone: true},
            {code: 'rotated', otherClients: OTHERS},
            1,
        ],
        [
            'lost and not done -> put_back, for the old one is proved',
            {valid: 'old password', answers: [{code: 'lost'}, {code: 'lost'}]},
            {code: 'put_back'},
            2,
        ],
    ];
    test.each(table)('%s', async (_name, world, result, altered) => {
        const {logIn, seen} = makeWorld(world);
        await expect(rotateRole({logIn, from: 'old password', to: 'new password'})).resolves.toEqual(result);
        expect(seen.sent).toHaveLength(altered);
        expect(seen.sent.every(isScramVerifier)).toBe(true);
        expect(seen.open).toBe(0);
    });

    test('the changing session is open while the new login is proved', async () => {
        const {logIn, seen} = makeWorld({valid: 'old password'});
        await rotateRole({logIn, from: 'old password', to: 'new password'});
        expect(seen.mostOpen).toBe(2);
    });

    test('two verifiers of one password differ', async () => {
        const sent = await Promise.all(
            [1, 2].map(async () => {
                const {logIn, seen} = makeWorld({valid: 'old password'});
                await rotateRole({logIn, from: 'old password', to: 'new password'});
                return seen.sent[0];
            }),
        );
        expect(new Set(sent).size).toBe(2);
    });
});
