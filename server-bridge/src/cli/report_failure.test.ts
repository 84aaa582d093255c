import {Writable} from 'node:stream';
import {EXIT_CODES, FipsError} from '@fips-readiness/core';
import {BrokenRun} from '../run/broken_run.ts';
import {reportFailure} from './program.ts';

function report(error: unknown) {
    let said = '';
    const err = new Writable({
        write: (chunk: Buffer, _encoding, done) => {
            said += chunk.toString();
            done();
        },
    });
    const terminal = {out: err, err, env: {}, now: () => new Date(), ask: undefined, colours: false, columns: 1_000};
    return {exitCode: reportFailure(terminal, error), said};
}

const RUN = 'abcdef01'.repeat(4);

test.each([
    ['a bug', new TypeError('secret'), EXIT_CODES.bug],
    ['an engine that is away', new FipsError('engine_unreachable', {endpoint: 'unix:///x'}), EXIT_CODES.unreachable],
])('%s in the middle of a run does not say that nothing was changed, but which run is open', (_name, error, exit) => {
    const {exitCode, said} = report(new BrokenRun(RUN, error));
    expect(exitCode).toBe(exit);
    expect(said).toContain('Run abcdef01 had started to change the deployment');
    expect(said).toContain('fips-agent status abcdef01');
    expect(said).not.toMatch(/was not changed|secret/);
});

test('outside of a run the error’s own word holds, and a bug claims nothing', () => {
    expect(report(new FipsError('engine_unreachable', {endpoint: 'x'})).said).toContain(
        'The deployment was not changed.',
    );
    expect(report(new TypeError('secret')).said).toMatch(
        /^fips-agent has a bug \(TypeError at report_failure.test.ts:\d+\).\n {2}No run was changing the deployment.\n$/,
    );
});
