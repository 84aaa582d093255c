import {findProxy, isUsableProxy} from './find_proxy.ts';

const PROXY = 'http://proxy.example.com:3128';
const HTTPS = {HTTPS_PROXY: PROXY};

test.each<readonly [server: string, env: NodeJS.ProcessEnv, proxy: string | undefined]>([
    ['https://api.example.com:6443', HTTPS, PROXY],
    ['https://api.example.com:6443', {https_proxy: PROXY}, PROXY],
    ['https://api.example.com:6443', {HTTPS_PROXY: 'proxy.example.com:3128'}, PROXY],
    ['https://api.example.com:6443', {HTTP_PROXY: PROXY}, undefined],
    ['http://api.example.com', {HTTP_PROXY: PROXY}, PROXY],
    ['https://api.example.com', {}, undefined],
    ['https://api.example.com', {HTTPS_PROXY: '', https_proxy: PROXY}, PROXY],
    ['https://10.1.2.3', {...HTTPS, NO_PROXY: '', no_proxy: '10.0.0.0/8'}, undefined],
    ['https://localhost:6443', HTTPS, undefined],
    ['https://127.0.0.1:6443', HTTPS, undefined],
    ['https://[::1]:6443', HTTPS, undefined],
])('%s with %o: %s', (server, env, proxy) => {
    expect(findProxy(server, env)).toBe(proxy);
});

test.each([
    ['https://api.example.com', '*'],
    ['https://api.example.com', 'other.example, Example.com'],
    ['https://api.example.com', '.example.com'],
    ['https://api.example.com', '*.example.com'],
    ['https://api.example.com:6443', 'api.example.com:6443'],
    ['https://api.example.com', 'api.example.com:443'],
    ['https://10.1.2.3:6443', '10.0.0.0/8'],
    ['https://10.1.2.3:6443', '10.1.2.3'],
    ['https://10.1.2.3:6443', '10.1.2.3:6443'],
    ['https://[fd00::1]:6443', 'fd00::/8'],
    ['https://[fd00::1]:6443', 'fd00::1'],
    ['https://[fd00::1]:6443', 'fd00:0:0:0:0:0:0:1'],
    ['https://[fd00::1]:6443', '[fd00::1]:6443'],
])('%s is reached directly with NO_PROXY %s', (server, NO_PROXY) => {
    expect(findProxy(server, {...HTTPS, NO_PROXY})).toBe(undefined);
});

test.each([
    ['https://api.example.com', 'example.org'],
    ['https://badexample.com', 'example.com'],
    ['https://example.com', '.example.com'],
    ['https://api.example.com:6443', 'api.example.com:443'],
    ['https://11.1.2.3', '10.0.0.0/8'],
    ['https://10.1.2.3', '10.0.0.0/99'],
    ['https://10.1.2.3', 'fd00::/8'],
    ['https://[fd00::1]:6443', '[fd00::1]:443'],
    ['https://api.example.com', ''],
])('%s is not meant by NO_PROXY %s', (server, NO_PROXY) => {
    expect(findProxy(server, {...HTTPS, NO_PROXY})).toBe(PROXY);
});

test('a proxy that the library cannot read is told before it is asked', () => {
    const usable = ['http://proxy:3128', 'http://user:p%40ss@proxy:3128', 'socks5://proxy'];
    const others = ['http://user:pa#ss@proxy:3128', 'http://[bad', 'http://user:50%off@proxy:1'];
    expect([...usable, ...others].filter(isUsableProxy)).toEqual(usable);
});
