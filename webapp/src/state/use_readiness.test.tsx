import {act, renderHook, waitFor} from '@testing-library/react';
import {ServerProblem} from '../client/server_problem.ts';
import {connect, CONNECTION, makeFakeServer} from '../testing/fake_server.ts';
import {makeReadyServer, readRequests} from '../testing/ready_server.ts';
import {useAsking} from './use_asking.ts';
import {useLooking} from './use_looking.ts';
import {useOccupation} from './use_occupation.ts';
import {usePolling} from './use_polling.ts';
import {useSaving} from './use_saving.ts';

const now = () => new Date();
const RHYTHM = {askMs: 5, asks: 20, connectionMs: 5, firstWordMs: 5, presenceMs: 5, runMs: 5, clockMs: 60_000};

it('one thing at a time: what comes while another is under way is not done', async () => {
    const {result} = renderHook(() => useOccupation());
    let end: () => void = () => undefined;
    const done: string[] = [];
    await act(async () => {
        const first = result.current.occupy('asking', () => new Promise((resolve) => (end = resolve)));
        await result.current.occupy('loading', () => Promise.resolve(void done.push('second')));
        expect(result.current.isBusy()).toBe(true);
        end();
        await first;
    });
    expect(done).toEqual([]);
    expect(result.current.activity).toBe('idle');
});

it('saving changes only its own settings, and shows them at once; a refusal changes nothing', async () => {
    const fake = makeFakeServer();
    connect(fake.state, CONNECTION);
    const {result} = renderHook(() => {
        const looking = useLooking(fake.server, now);
        return {looking, saving: useSaving(fake.server, looking)};
    });
    await act(() => result.current.looking.look());
    const risk = {
        check: 'backup',
        reason: 'none_attested',
        why: 'abc',
        by: 'maria',
        at: now().toISOString(),
        serverVersion: '11.7.2',
    };
    await act(() => result.current.saving.accept(risk));
    await act(() => result.current.saving.accept({...risk, why: 'abcd'}));
    expect(result.current.looking.snapshot?.settings).toMatchObject({
        connection: CONNECTION,
        accepted: [{why: 'abcd'}],
    });
    fake.state.problems.patchConfig = new ServerProblem('no_permission');
    await expect(result.current.saving.withdraw(risk)).rejects.toThrow('no_permission');
    expect(result.current.looking.snapshot?.settings.accepted).toHaveLength(1);
});

it('asking waits for the agent’s word, and nobody asks without a connection', async () => {
    const fake = makeReadyServer();
    const {result, rerender} = renderHook(
        ({connection}: {connection: typeof CONNECTION | undefined}) => {
            const looking = useLooking(fake.server, now);
            const occupation = useOccupation();
            return {
                looking,
                asking: useAsking({server: fake.server, connection, rhythm: RHYTHM, occupation, looking, now}),
            };
        },
        {initialProps: {connection: undefined as typeof CONNECTION | undefined}},
    );
    await act(() => result.current.looking.look());
    expect(await result.current.asking.ask({kind: 'check'})).toBeUndefined();
    rerender({connection: CONNECTION});
    await act(async () => void expect(await result.current.asking.ask({kind: 'check'})).toEqual({code: 'answered'}));
    expect(readRequests(fake)).toMatchObject([{kind: 'check'}]);
    expect(result.current.asking.asked).toMatchObject({kind: 'check', outcome: {code: 'answered'}});
});

it.each([
    ['only at the agent while all is known', 'current', false],
    ['at everything until a run’s end is confirmed', 'confirming', true],
] as const)('polling looks %s', async (_name, knowledge, reloads) => {
    const fake = makeReadyServer();
    const {result, unmount} = renderHook(() => {
        const looking = useLooking(fake.server, now);
        usePolling({
            server: fake.server,
            rhythm: RHYTHM,
            occupation: useOccupation(),
            looking,
            knowledge,
            reload: looking.look,
        });
        return looking;
    });
    await act(() => result.current.look());
    fake.calls.length = 0;
    await waitFor(() => expect(fake.calls.filter((call) => call === 'fetchPosts').length).toBeGreaterThan(2));
    expect(fake.calls.includes('fetchMe')).toBe(reloads);
    unmount();
});
