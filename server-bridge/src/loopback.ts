import {isIPv4} from 'node:net';

/** Whether a host, without its port, is whoever asks. An IPv6 address may stand in brackets, as in a URL. */
export function isLoopback(host: string): boolean {
    return ['localhost', '::1', '[::1]'].includes(host) || (isIPv4(host) && host.startsWith('127.'));
}
