import {EXIT_CODES} from '@fips-readiness/core';
import {openClusterDesk} from './cluster_desk.ts';
import type {ClusterDesk} from './cluster_desk.ts';
import {edit} from './crash_faults.ts';
import {FIPS_IMAGE, STANDARD_IMAGE} from './played_cluster.ts';

const TIMEOUT_MS = 120_000;

/** Somebody else changes the resource: Argo CD, or a person with kubectl. */
describe('fips-agent check --after --wait', () => {
    let desk: ClusterDesk;
    beforeEach(async () => {
        desk = await openClusterDesk({password: 'a-password-that-is-long-enough'});
    });
    afterEach(() => desk.close());

    /** Waits, and changes the image once the wait has begun. */
    const wait = (image: string, ...argv: readonly string[]) => {
        let isChanged = false;
        return desk.run(['check', '--after', '--wait', '5', ...argv], {
            heard: (said) => {
                if (!isChanged && said.startsWith('Ready with the') && said.includes(': 0 of 2')) {
                    isChanged = true;
                    edit(desk, {image: image.split(':')[0]});
                }
            },
        });
    };

    test(
        'the owner’s change is waited for pod by pod, measured, and then verified; nothing is changed from here',
        async () => {
            const {said} = await wait(FIPS_IMAGE);
            expect(said).toMatch(
                /^Waiting until the change is made and through, 5 min at most\. .*\nReady with the FIPS image: 0 of 2\.\n/,
            );
            expect(said).toMatch(/\nReady with the FIPS image: 2 of 2\.\n/);
            expect(said).toMatch(/The FIPS image is everywhere, and ready, \d+ s after it was first seen\./);
            expect(said).toMatch(/✓ Pods: /);
            expect(said).toContain('The server reports the expected build.');
            expect(desk.cluster.pods()).toEqual([FIPS_IMAGE, FIPS_IMAGE]);

            const {said: text} = await wait(STANDARD_IMAGE, '--expect', 'standard', '--format', 'json');
            const report = JSON.parse(text.slice(text.indexOf('{'))) as object;
            expect(report).toMatchObject({
                expected: 'standard',
                waited: {
                    code: 'moved',
                    seen: {begun: 2, through: 2, unnamed: 0, all: 2},
                    tookMs: expect.any(Number),
                },
            });
        },
        TIMEOUT_MS,
    );

    test(
        'who stops it is told that the change goes on without it',
        async () => {
            const stop = new AbortController();
            const stopped = await desk.run(['check', '--after', '--wait'], {
                stop: stop.signal,
                heard: (line) => {
                    if (line.includes(': 0 of 2')) {
                        stop.abort();
                    }
                },
            });
            expect(stopped.exitCode).toBe(EXIT_CODES.interrupted);
            expect(stopped.said).toContain('Stopped waiting. The change itself goes on without the agent.');
        },
        TIMEOUT_MS,
    );

    test('without --after it says where it belongs', async () => {
        const {exitCode, said} = await desk.run(['check', '--wait']);
        expect(said).toContain('--wait goes with --after');
        expect(exitCode).toBe(EXIT_CODES.usage);
    });
});
