import {findDatabaseHost} from './database_host.ts';

const container = (networkMode: string, extraHosts: readonly string[] = [], links: readonly string[] = []) => ({
    networkMode,
    networks: [
        {name: 'none yet', address: '', fixedAddress: false, aliases: []},
        {name: 'chat', address: '172.20.0.3', fixedAddress: false, aliases: []},
    ],
    nameLookup: {extraHosts, dns: [], dnsSearch: [], dnsOptions: [], links},
});

test.each([
    ['a name', container('chat'), 'postgres', 'postgres'],
    ['an address', container('chat'), '10.0.0.5', '10.0.0.5'],
    ['here, in a network of its own', container('chat'), 'localhost', '172.20.0.3'],
    ['here, in another container’s network', container('container:net'), '127.0.0.1', '172.20.0.3'],
    ['here, by IPv6', container('chat'), '::1', '172.20.0.3'],
    ['here, on the host’s network', container('host'), '::1', '::1'],
    ['a name of its own list', container('chat', ['db:10.0.0.5']), 'db', '10.0.0.5'],
    ['a name of its own list, with IPv6', container('chat', ['db:fd00::5']), 'db', 'fd00::5'],
    ['the host’s own gateway', container('chat', ['db:host-gateway']), 'db', 'db'],
    ['a link’s alias', container('bridge', [], ['postgres-14:db']), 'db', 'postgres-14'],
])('%s', (_name, from, host, found) => {
    expect(findDatabaseHost(from, host)).toBe(found);
});
