import {gzipSync} from 'node:zlib';
import {jest} from '@jest/globals';
import {buildHost} from './host/build_host.ts';

jest.setTimeout(300_000);

const LIMIT_BYTES = 100_000;

it('is one small classic script that the console lets in', async () => {
    const {plugin} = await buildHost();
    const bytes = gzipSync(plugin, {level: 9}).length;
    process.stdout.write(`page bundle: ${bytes} bytes gzip of ${LIMIT_BYTES}\n`);
    expect(bytes).toBeLessThanOrEqual(LIMIT_BYTES);
    // On 11.x there is no global for the JSX runtime; React 19 has no current owner; the console forbids eval.
    for (const forbidden of ['jsx-runtime', 'ReactCurrentOwner', 'eval(', 'new Function']) {
        expect(plugin.includes(forbidden)).toBe(false);
    }
});
