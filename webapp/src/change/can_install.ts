import * as z from 'zod/mini';
import {isObserved, TRANSITIONALLY_PREPACKAGED} from '@fips-readiness/core';
import type {Facts} from '@fips-readiness/core';
import type {Server} from '../client/server.ts';
import {readPluginOrigins} from '../state/plugin_origins.ts';
import type {PluginChange} from './plugin_change.ts';

const Offers = z.array(z.object({manifest: z.object({id: z.string(), version: z.string()})}));

/**
 * Would the server's Marketplace install this very version? From the image where its bundles were read, else as the server
 * lists it, with the remote Marketplace or, where that cannot be reached, without; a plugin that it lists only because it is
 * installed does not count. Throws ServerProblem.
 */
export async function canInstall(server: Server, {id, version}: PluginChange, facts: Facts): Promise<boolean> {
    const {prepackaged_plugins: bundles} = facts;
    const inImage = isObserved(bundles) ? (bundles.value.current ?? []) : [];
    if (
        // The server keeps these out of what its Marketplace offers (app/plugin.go, SetPrepackagedPlugins).
        !TRANSITIONALLY_PREPACKAGED.ids.includes(id) &&
        inImage.some((bundle) => bundle.id === id && bundle.version === version)
    ) {
        return true;
    }
    const [marketplace, config] = await Promise.all([
        // Without a way to the remote Marketplace the whole list fails, and the server installs from its image all the same.
        server.fetchMarketplace(id).catch(() => server.fetchLocalMarketplace()),
        server.fetchConfig(),
    ]);
    const offer = Offers.safeParse(marketplace).data?.find(({manifest}) => manifest.id === id);
    return offer?.manifest.version === version && readPluginOrigins(marketplace, config)(id).prepackaged === true;
}
