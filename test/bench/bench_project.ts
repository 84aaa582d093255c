import {readFile, writeFile} from 'node:fs/promises';
import {setTimeout as wait} from 'node:timers/promises';
import {startSiteProbe} from '../agent/site_probe.ts';
import type {Project} from '../engine/project.ts';
import {waitForSite} from '../engine/wait_for_site.ts';

const NAMES = {standard: 'mattermost-enterprise-edition', fips: 'mattermost-enterprise-fips-edition'} as const;
/** The probe has seen the site up before and after, not only down. */
const MARGIN_MS = 500;

/** Edits `.env` as the guide says. */
export async function nameImage({envPath}: Project, variant: keyof typeof NAMES): Promise<void> {
    const text = await readFile(envPath, 'utf8');
    await writeFile(envPath, text.replace(/^MATTERMOST_IMAGE=.*$/m, `MATTERMOST_IMAGE=${NAMES[variant]}`));
}

/** How long the published front door does not answer while `act` goes on, seen 20 times a second from outside. */
export async function watchDowntime({baseUrl}: Project, act: () => Promise<void>): Promise<number> {
    await waitForSite(baseUrl);
    const probe = startSiteProbe(baseUrl);
    await wait(MARGIN_MS);
    await act();
    await waitForSite(baseUrl);
    await wait(MARGIN_MS);
    return (await probe.stop()).downMs;
}

/** Runs Compose for the figure; anything but success ends the bench. */
export async function composeOrFail(project: Project, args: readonly string[]): Promise<void> {
    const {code} = await project.compose(args);
    if (code !== 0) {
        throw new Error(`docker compose ${args[0] ?? ''} ended with exit ${code}`);
    }
}
