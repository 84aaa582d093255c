import {AcceptedRisk} from '../facts/accepted_risk.ts';
import {printAcceptedRisk} from './print_accepted_risk.ts';

const RISK = {
    check: 'disk_space',
    reason: 'fact_missing',
    why: 'volume of 200 GB, looked at by hand',
    by: 'maria',
    at: '2026-11-23T12:00:00.000Z',
    serverVersion: '11.7.2',
};

test('one list of the agent’s file with one risk', () => {
    expect(printAcceptedRisk(RISK)).toEqual([
        'ACCEPTED_RISKS:',
        '  - {"check":"disk_space","reason":"fact_missing","why":"volume of 200 GB, looked at by hand","by":"maria","at":"2026-11-23T12:00:00.000Z","serverVersion":"11.7.2"}',
    ]);
});

test.each(['a: b # c', '"}\nMODE: swap', "it's — größer", '\u202etxt\u0007', '{x}', 'fine 😀'])(
    'a reason is the same when it is read back, in ASCII: %j',
    (why) => {
        const [, line = ''] = printAcceptedRisk({...RISK, why});
        expect(line).toMatch(/^[ -~]+$/);
        expect(AcceptedRisk.parse(JSON.parse(line.replace('  - ', '')))).toEqual({...RISK, why});
    },
);
