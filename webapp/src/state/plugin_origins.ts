import * as z from 'zod/mini';
import type {PluginOrigin} from '@fips-readiness/core';

const Marketplace = z.array(
    z.object({
        manifest: z.object({id: z.string()}),
        labels: z.nullish(z.array(z.object({name: z.string()}))),
    }),
);
const RemoteOn = z.object({PluginSettings: z.object({EnableRemoteMarketplace: z.literal(true)})});

/** The server's own mark for "installed here, and brought by no image" (app/plugin.go, mergeLocalPlugins). */
const LOCAL = 'Local';

/**
 * Which plugins the running image brings, out of GET /plugins/marketplace?local_only=true. The server marks the others
 * only while the remote Marketplace is on: else nothing can be told. Where bundles are stored, the API never tells.
 */
export function readPluginOrigins(marketplace: unknown, config: unknown): (id: string) => PluginOrigin {
    const listed = Marketplace.safeParse(marketplace).data;
    if (!listed || !RemoteOn.safeParse(config).success) {
        return () => ({stored: null, prepackaged: null});
    }
    const prepackaged = new Map(
        listed.map(({manifest, labels}) => [manifest.id, !(labels ?? []).some(({name}) => name === LOCAL)]),
    );
    return (id) => ({stored: null, prepackaged: prepackaged.get(id) ?? null});
}
