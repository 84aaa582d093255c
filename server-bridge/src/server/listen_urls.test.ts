import {makeListenUrls} from './listen_urls.ts';

test.each([
    ['the usual port', {}, '10.88.0.15', ['http://10.88.0.15:8065']],
    ['IPv6 and another port', {MM_SERVICESETTINGS_LISTENADDRESS: ':80'}, 'fd00::1', ['http://[fd00::1]:80']],
    [
        'a site below a path',
        {MM_SERVICESETTINGS_SITEURL: 'https://x.example/chat/'},
        '10.1.1.1',
        ['http://10.1.1.1:8065/chat'],
    ],
    ['no address yet', {}, '', []],
])('%s', (_name, environment, address, urls) => {
    expect(makeListenUrls([address], new Map(Object.entries(environment)), {})).toEqual(urls);
});

test('a port that is forwarded stands for the one it listens on', () => {
    expect(makeListenUrls(['127.0.0.1'], new Map([['MM_SERVICESETTINGS_LISTENADDRESS', ':80']]), {}, 40_000)).toEqual([
        'http://127.0.0.1:40000',
    ]);
});
