import {createServer} from 'node:http';
import type {Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {findSiteUrl} from './find_site_url.ts';

let server: Server;
let url = '';
beforeEach(async () => {
    server = createServer((request, response) => {
        const isPing = request.url?.startsWith('/api/v4/system/ping') === true;
        response.writeHead(isPing ? 200 : 404, {'content-type': 'application/json'}).end('{"status":"OK"}');
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterEach(() => new Promise((closed) => server.close(closed)));

const find = (own: string, pinned?: string) =>
    findSiteUrl({environment: new Map([['MM_SERVICESETTINGS_SITEURL', own]])}, {SITE_URL: pinned});

test('the deployment’s own address where Mattermost answers there; what is pinned goes first, unasked', async () => {
    expect(await find(`${url}/`)).toBe(`${url}/`);
    expect(await find(url, 'https://chat.example.test')).toBe('https://chat.example.test');
});

test.each([['not an address'], ['file:///etc/passwd'], ['http://127.0.0.1:1'], ['']])('%p: none', async (own) => {
    expect(await find(own)).toBeUndefined();
});

test('another page at that address: none', async () => {
    expect(await find(`${url}/chat`)).toBeUndefined();
});
