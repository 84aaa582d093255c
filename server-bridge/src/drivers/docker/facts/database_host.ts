import {isLoopback} from '../../../loopback.ts';
import type {ContainerDetails} from '../engine/engine.ts';

/**
 * Where the agent finds the database that a container's connection string names `host`: by the container's own additions
 * (`--add-host`, `--link`), and for "here" at the container's own address. On the host's network "here" is the host.
 */
export function findDatabaseHost(
    {networkMode, networks, nameLookup}: Pick<ContainerDetails, 'networkMode' | 'networks' | 'nameLookup'>,
    host: string,
): string {
    const added = nameLookup.extraHosts
        .map((line) => /^([^:=]+)[:=]\[?([^\]]+)\]?$/.exec(line) ?? [])
        .find(([, name, address]) => name === host && address !== 'host-gateway')?.[2];
    const linked = nameLookup.links.map((link) => link.split(':')).find(([, alias]) => alias === host)?.[0];
    const own = isLoopback(host) && networkMode !== 'host' ? networks.find(({address}) => address !== '') : undefined;
    return added ?? linked ?? own?.address ?? host;
}
