import {readContainerStart} from './read_container_start.ts';

const container = {id: 'c1', name: 'mattermost', startedAt: '2026-11-28T06:50:50.000Z'};
const logsOf = (...lines: readonly string[]) =>
    async function* () {
        for (const line of lines) {
            yield {isError: false, bytes: Buffer.from(`${line}\n`)};
        }
    };
const LISTENING = '{"timestamp":"2026-11-28 06:50:56.250 Z","level":"info","msg":"Server is listening on [::]:8065"}';

test.each([
    ['JSON lines', [`{"timestamp":"2026-11-28 06:50:51.000 Z","msg":"Starting"}`, LISTENING], 6_250],
    ['plain lines', ['info  [2026-11-28 06:50:52.000 Z] Server is listening on [::]:8065'], 2_000],
    ['the first of several', [LISTENING, LISTENING.replace('06:50:56', '06:59:59')], 6_250],
    ['no such line', ['something else'], undefined],
    ['a line without a time', ['Server is listening'], undefined],
    ['a time before the start', [LISTENING.replace('06:50:56', '06:50:40')], undefined],
])('%s', async (_name, lines, expected) => {
    expect(await readContainerStart(logsOf(...lines), container)).toBe(expected);
});

test('a log that cannot be read tells nothing', async () => {
    const noLogs = async function* (): ReturnType<ReturnType<typeof logsOf>> {
        throw new Error('no log');
    };
    expect(await readContainerStart(noLogs, container)).toBeUndefined();
});
