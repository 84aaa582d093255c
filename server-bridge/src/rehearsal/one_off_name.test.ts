import {findMaker, makeOneOffName} from './one_off_name.ts';

const NAME = /^fips-agent-rehearsal-(\d+)-(\d+)-(\d+)-(\d+)s-([0-9a-f]{8})$/;

describe('the name of a one-off', () => {
    test('tells that its maker is alive, dead, or in another process space', async () => {
        const name = await makeOneOffName(90_500);
        const [, space, pid, start, life, random] = NAME.exec(name) ?? [];
        expect([pid, life]).toEqual([String(process.pid), '91']);
        expect(await findMaker(name)).toEqual({code: 'alive'});
        expect(await findMaker(`fips-agent-rehearsal-${space}-${pid}-1-91s-${random}`)).toEqual({code: 'dead'});
        expect(await findMaker(`fips-agent-rehearsal-${space}-4194305-${start}-91s-${random}`)).toEqual({code: 'dead'});
        expect(await findMaker(`fips-agent-rehearsal-1-${pid}-${start}-91s-${random}`)).toEqual({
            code: 'elsewhere',
            lifeMs: 91_000,
        });
    });

    test('one of an older agent may run as long as any limit allows', async () => {
        expect(await findMaker('fips-agent-rehearsal-1-2-3-00000000')).toEqual({code: 'elsewhere', lifeMs: 86_400_000});
    });

    test.each(['mattermost', 'fips-agent-rehearsal-mine', 'x-fips-agent-rehearsal-1-2-3-00000000'])(
        '%s is nobody’s one-off',
        async (name) => {
            expect(await findMaker(name)).toBeUndefined();
        },
    );
});
