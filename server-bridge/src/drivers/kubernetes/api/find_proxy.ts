import {BlockList, isIP} from 'node:net';
import {isLoopback} from '../../../loopback.ts';

const DEFAULT_PORTS: Readonly<Record<string, string>> = {'http:': '80', 'https:': '443'};

/**
 * The proxy that the environment names for a server, as kubectl takes it: HTTPS_PROXY or HTTP_PROXY unless NO_PROXY has the host.
 * Undefined for none. It may hold a password. Source: Go's `httpproxy`.
 */
export function findProxy(server: string, env: NodeJS.ProcessEnv): string | undefined {
    const {protocol, hostname, port} = new URL(server);
    const scheme = protocol.replace(':', '');
    const read = (name: string) =>
        [env[name.toUpperCase()], env[name]].find((value) => value !== undefined && value !== '');
    const proxy = read(`${scheme}_proxy`) ?? '';
    const host = hostname.replace(/^\[(.*)\]$/, '$1').toLowerCase();
    const without = (read('no_proxy') ?? '').toLowerCase().split(',');
    const isDirect =
        isLoopback(host) ||
        without.some((entry) => isMeant(entry.trim(), host, port === '' ? (DEFAULT_PORTS[protocol] ?? '') : port));
    if (proxy === '' || isDirect) {
        return undefined;
    }
    return proxy.includes('://') ? proxy : `http://${proxy}`;
}

/** Whether a proxy is an address that the library can use: its name and password are decoded there. */
export function isUsableProxy(proxy: string): boolean {
    try {
        const {username, password} = new URL(proxy);
        decodeURIComponent(username + password);
        return true;
    } catch {
        return false;
    }
}

/** An entry is `*`, a network, an address, or a domain with all below it; either of the latter may name a port. */
function isMeant(entry: string, host: string, port: string): boolean {
    if (entry === '*' || isIn(host, entry)) {
        return true;
    }
    const [, name = entry, wanted] = /^\[?(.*?)\]?:(\d+)$/.exec(isIP(entry) === 0 ? entry : '') ?? [];
    if (name === '' || (wanted !== undefined && wanted !== port)) {
        return false;
    }
    if (isIP(name) !== 0) {
        return isIn(host, `${name}/${isIP(name) === 4 ? '32' : '128'}`);
    }
    const domain = name.replace(/^\*(?=\.)/, '');
    return domain.startsWith('.') ? host.endsWith(domain) : host === domain || host.endsWith(`.${domain}`);
}

function isIn(host: string, network: string): boolean {
    const [address = '', bits = ''] = network.split('/');
    const [version, other] = [isIP(host), isIP(address)];
    if (version === 0 || version !== other || !/^\d+$/.test(bits) || Number(bits) > (version === 4 ? 32 : 128)) {
        return false;
    }
    const family = version === 4 ? 'ipv4' : 'ipv6';
    const list = new BlockList();
    list.addSubnet(address, Number(bits), family);
    return list.check(host, family);
}
