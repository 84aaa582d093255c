import * as z from 'zod/mini';
import {parseJson} from '@fips-readiness/core';
import {readCompanion} from './companion.ts';

const Manifest = z.object({id: z.string(), version: z.string()});

/** plugin.json is the one place for id and version; it travels with the program. */
function readManifest(): z.infer<typeof Manifest> {
    const read = Manifest.safeParse(parseJson(readCompanion('plugin.json', '../../')?.toString() ?? ''));
    if (!read.success) {
        throw new Error('plugin.json is missing next to the agent');
    }
    return read.data;
}

const manifest = readManifest();

/** The plugin's id, also the page's address: /admin_console/plugins/plugin_<id>. */
export const PLUGIN_ID = manifest.id;

/** The version of page and agent: they are released together. */
export const VERSION = manifest.version;
