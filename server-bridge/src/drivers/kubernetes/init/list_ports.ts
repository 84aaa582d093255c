import {parseImageReference} from '@fips-readiness/core';
import {parseDsn} from '../../../facts/dsn.ts';
import {findDsns} from '../../../facts/find_dsns.ts';
import {readListenPort} from '../../../server/listen_urls.ts';
import type {Found} from '../found.ts';

/** Where the agent has to reach besides the usual ports, by the usual port each is next to. */
export type OwnPorts = Readonly<Record<'443' | '8065' | '5432', readonly number[]>>;

/** The ports that this installation has of its own, as far as they are known here. */
export function listPorts({cluster, pods: [{container, environment}]}: Pick<Found, 'cluster' | 'pods'>): OwnPorts {
    const dsns = findDsns({environment: environment.values, command: container.command}, undefined);
    const registry = parseImageReference(container.image)?.registry ?? '';
    return {
        // The API server as it is reached from here, which may be another way than a pod's, and the registry.
        443: [readPort(new URL(cluster.login.server).port), readPort(/:(\d+)$/.exec(registry)?.[1])].filter(isPort),
        8065: [readListenPort(environment.values)],
        5432: dsns.map(({text}) => readPort(parseDsn(text)?.port)).filter(isPort),
    };
}

function readPort(text: string | undefined): number {
    return Number(text ?? '');
}

function isPort(port: number): boolean {
    return Number.isInteger(port) && port > 0 && port <= 65_535;
}
