import {findMaker, makeOneOffName} from './one_off_name.ts';

describe('the name of a one-off', () => {
    test('tells that its maker is alive, dead, or in another process space', async () => {
        const name = await makeOneOffName();
        const [, space, pid, start, random] = /^fips-agent-rehearsal-(\d+)-(\d+)-(\d+)-([0-9a-f]{8})$/.exec(name) ?? [];
        expect(pid).toBe(String(process.pid));
        expect(await findMaker(name)).toBe('alive');
        expect(await findMaker(`fips-agent-rehearsal-${space}-${pid}-1-${random}`)).toBe('dead');
        expect(await findMaker(`fips-agent-rehearsal-${space}-4194305-${start}-${random}`)).toBe('dead');
        expect(await findMaker(`fips-agent-rehearsal-1-${pid}-${start}-${random}`)).toBe('elsewhere');
    });

    test.each(['mattermost', 'fips-agent-rehearsal-mine', 'x-fips-agent-rehearsal-1-2-3-00000000'])(
        '%s is nobody’s one-off',
        async (name) => {
            expect(await findMaker(name)).toBeUndefined();
        },
    );
});
