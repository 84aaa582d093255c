import {getFips} from 'node:crypto';
import {hostname, userInfo} from 'node:os';
import {isObserved, makeReadinessReport, makeStatement} from '@fips-readiness/core';
import type {BuildProof, Evidence, EvidenceRun, Facts} from '@fips-readiness/core';
import {lookAfter} from '../after/look_after.ts';
import {scanDeployed} from '../after/scan_deployed.ts';
import type {Deployment} from '../port/driver.ts';
import type {Clock} from '../clock/clock.ts';
import {readAnchors} from '../journal/anchors.ts';
import {readStoredJournal} from '../journal/journal.ts';
import type {StoredRun} from '../journal/run_store.ts';
import type {ScanResult} from '../scan/scan_report.ts';
import type {Settings} from '../settings/settings.ts';
import {VERSION} from '../version.ts';
import {openLocalMode} from '../server/local_mode.ts';
import {fetchServices} from './fetch_services.ts';
import {findBoundary} from './find_boundary.ts';
import {findModule} from './find_module.ts';

/** Looks at the deployment as it is now and lays a run's record beside it. Changes nothing but what a proof posts. */
export async function gatherEvidence(input: {
    readonly deployment: Deployment;
    readonly settings: Settings;
    readonly facts: Facts;
    readonly runs: readonly StoredRun[];
    readonly run: StoredRun | undefined;
    readonly clock: Clock;
    readonly signal: AbortSignal;
}): Promise<Evidence> {
    const {deployment, settings, facts, run, clock} = input;
    const madeAt = clock.now().toISOString();
    const variant = isObserved(facts.running_image) ? facts.running_image.value.variant : null;
    const scanned = await scanDeployed(deployment, settings.STATE_DIR);
    const builds = scanned.flatMap(viewBuild);
    const {layers, functions, image} = await lookAfter({...input, scanned, expected: variant ?? 'fips'});
    const direction = variant === 'fips' ? 'to_standard' : 'to_fips';
    const {results} = makeReadinessReport({facts, accepted: settings.ACCEPTED_RISKS, direction, madeAt});
    return {
        format: 1,
        product: 'fips-readiness',
        madeAt,
        statement: makeStatement({builds, layers}, variant),
        madeBy: {
            agentVersion: VERSION,
            user: userInfo().username,
            host: hostname(),
            image: await deployment.findAgentImage(),
            crypto: {node: process.versions.node, openssl: process.versions.openssl, fips: getFips() === 1},
        },
        image,
        builds,
        module: await findModule(deployment.files),
        layers,
        functions,
        boundary: await findBoundary(deployment, facts, await fetchServices(openLocalMode(deployment))),
        facts,
        results,
        run: run ? await copyRun(run) : null,
    };
}

async function copyRun({runId, folder, planText, state}: StoredRun): Promise<EvidenceRun | null> {
    const journal = await readStoredJournal(folder);
    if (!journal) {
        return null;
    }
    const {lines, head} = journal;
    const anchors = await readAnchors(folder);
    return {runId, planText, planDigest: state.planDigest, journal: lines, head, anchors};
}

/** The server and the plugins; linker flags and other settings stay out (security.md rule 16). */
function viewBuild({
    path,
    role,
    plugin,
    mode,
    evidence,
    grade,
    information,
    digest,
}: ScanResult): readonly BuildProof[] {
    return role === 'executable'
        ? []
        : [
              {
                  path,
                  role,
                  plugin: plugin ?? null,
                  mode,
                  evidence,
                  grade,
                  goVersion: information?.goVersion ?? null,
                  goFips140:
                      information?.settings.find(({key, value}) => key === 'GOFIPS140' && value !== 'off')?.value ??
                      null,
                  digest: digest ?? null,
                  module: information?.module ? `${information.module.path}@${information.module.version}` : null,
              },
          ];
}
