import {findContainerUrls} from './instance.ts';

const container = (variables: Readonly<Record<string, string>>) => ({
    networkMode: 'chat',
    environment: new Map(Object.entries(variables)),
    networks: [
        {name: 'chat', address: '172.20.0.3', fixedAddress: false, aliases: []},
        {name: 'none yet', address: '', fixedAddress: false, aliases: []},
    ],
});

describe('findContainerUrls', () => {
    test.each([
        ['no variables', {}, undefined, 'http://172.20.0.3:8065'],
        ['another port', {MM_SERVICESETTINGS_LISTENADDRESS: ':9000'}, undefined, 'http://172.20.0.3:9000'],
        [
            'a site at the root',
            {MM_SERVICESETTINGS_SITEURL: 'https://chat.example.test/'},
            undefined,
            'http://172.20.0.3:8065',
        ],
        [
            'a site below a path',
            {MM_SERVICESETTINGS_SITEURL: 'https://example.test/chat/'},
            undefined,
            'http://172.20.0.3:8065/chat',
        ],
        ['a path in the settings', {}, 'https://example.test/chat', 'http://172.20.0.3:8065/chat'],
        ['a site that is none', {MM_SERVICESETTINGS_SITEURL: 'chat'}, undefined, 'http://172.20.0.3:8065'],
    ])('%s', (_name, variables, siteUrl, url) => {
        expect(findContainerUrls(container(variables), {SITE_URL: siteUrl})).toEqual([url]);
    });

    test.each([
        ['the host’s network', 'host', '', 'http://127.0.0.1:8065'],
        ['a network with IPv6 alone', 'chat', 'fd00::3', 'http://[fd00::3]:8065'],
    ])('%s', (_name, networkMode, address, url) => {
        const networks = [{name: networkMode, address, fixedAddress: false, aliases: []}];
        expect(findContainerUrls({...container({}), networkMode, networks}, {SITE_URL: undefined})).toEqual([url]);
    });
});
