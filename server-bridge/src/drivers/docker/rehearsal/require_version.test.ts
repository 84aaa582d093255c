import type {ContainerDetails, Engine} from '../engine/engine.ts';
import {requireVersion} from './require_version.ts';

const container = {id: 'c', state: 'exited', imageId: 'sha256:old', imageReference: 'mm:11.7.2'} as ContainerDetails;

/** What the new image told, and what the running one's image tells, or that it comes to no end. */
async function ask(found: string | undefined, running: string | 'slow'): Promise<string> {
    const limits: number[] = [];
    const ended = (version: string | undefined, timedOut: boolean) => ({
        exitCode: timedOut ? -1 : 0,
        stdout: version === undefined ? '' : `Version: ${version}\n`,
        stderr: '',
        timedOut,
    });
    const engine = {
        runOnce: async ({timeoutMs}: {readonly timeoutMs: number}) => {
            limits.push(timeoutMs);
            return running === 'slow' ? ended(undefined, true) : ended(running, false);
        },
    } as unknown as Engine;
    const version = await requireVersion({
        engine,
        container,
        image: 'mm-fips:11.7.2',
        found: {version: found, result: ended(found, found === undefined)},
        timeoutMs: 90_000,
        signal: new AbortController().signal,
    });
    expect(limits).toEqual([90_000]);
    return version;
}

test('the release both share', async () => {
    expect(await ask('11.7.2', '11.7.2')).toBe('11.7.2');
});

test.each([
    ['another release', '11.7.2', '11.6.0', {code: 'version_differs', data: {found: '11.7.2', running: '11.6.0'}}],
    ['a slow new image', undefined, '11.7.2', {code: 'version_slow', data: {image: 'mm-fips:11.7.2', seconds: 90}}],
    ['a slow old image', '11.7.2', 'slow', {code: 'version_slow', data: {image: 'mm:11.7.2', seconds: 90}}],
])('%s', async (_name, found, running, error) => {
    await expect(ask(found, running)).rejects.toMatchObject(error);
});
