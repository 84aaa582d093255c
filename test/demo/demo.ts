/** `make demo`: the whole journey in a browser, with stand-ins around the real agent and the real page. Ends on Ctrl-C. */
import {once} from 'node:events';
import {readWantedPort} from './demo_port.ts';
import {openBrowser} from './open_browser.ts';
import {startClusterDemo} from './start_cluster_demo.ts';
import {startDemo} from './start_demo.ts';
import type {Demo} from './start_demo.ts';
import {readStartFault, START_FAULTS} from './start_fault.ts';
import type {StartFault} from './start_fault.ts';

const DEFAULT_PORT = 8065;

const say = (line: string) => process.stdout.write(`${line}\n`);
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => stop.abort());
}
// Nobody reads any more (a closed terminal, `| head`): the demo ends as on Ctrl-C.
process.stdout.on('error', () => stop.abort());

/** What `make demo` plays, by DEMO_PLATFORM. */
const PLATFORMS = {
    docker: {start: startDemo, describe: describeDocker},
    kubernetes: {start: startClusterDemo, describe: describeCluster},
} as const;
type Platform = keyof typeof PLATFORMS;

function describeCluster({url, controlUrl, folder}: Demo): string {
    return `
FIPS Readiness, the demo on Kubernetes. Page and agent are the real ones; the server, the API server, the operator and its pods are stand-ins.

    ${url}

You are signed in as admin. What to try:
  · Press "Check again": the agent looks at the resource, its two pods and the Secret.
  · Read why this server is not ready: a minimum length of 8, Calls that would be gone; a database password of 11 bytes, which the agent changes with the move.
  · Mend what is yours with one button: ${controlUrl}
  · Ask for the plan: a patch of the resource, and the Secret's keys. Approve it, and watch pod after pod being replaced.
  · A swap that fails and is rolled back by itself: choose at ${controlUrl} how the FIPS image starts
  · The same in the terminal: ${folder}/fips-agent check, plan --out FILE, apply FILE, status, rollback

Nothing outside ${folder} is touched. Ctrl-C ends the demo and removes it.
`;
}

function describeDocker({url, controlUrl, folder}: Demo): string {
    return `
FIPS Readiness, the demo. Page and agent are the real ones; the server, the engine and Compose are stand-ins.

    ${url}

You are signed in as admin. What to try:
  · Press "Check again": the agent looks afresh and signs what it saw.
  · Read why this server is not ready: a database password of 11 bytes, a minimum length of 8, Calls that would be gone.
  · Mend one, then check again:
      ${folder}/docker exec mattermost-docker-mattermost-1 \\
          /mattermost/bin/mmctl --local config set PasswordSettings.MinimumLength 14
  · Mend all of it with one button: ${controlUrl}
  · Ask for the plan, approve it, and watch the swap: Mattermost is away for some seconds, then runs the FIPS image.
  · A swap that fails and is rolled back by itself: choose at ${controlUrl} how the FIPS image starts,
    or begin so: DEMO_FAULT=web_app_dead make demo
  · The same on Kubernetes: DEMO_PLATFORM=kubernetes make demo
  · The same in the terminal: ${folder}/fips-agent check, plan --out FILE, apply FILE, status, rollback
  · Disconnect the agent on the page (Connect, Details), then connect it again: ${folder}/fips-agent init
  · The page on React 19: ${url}?react=19

Nothing outside ${folder} is touched. Ctrl-C ends the demo and removes it.
`;
}

async function run(platform: Platform, wantedPort: number, fault: StartFault): Promise<void> {
    const {start, describe} = PLATFORMS[platform];
    const demo = await start({wantedPort, fault, say, stop: stop.signal});
    try {
        say(describe(demo));
        openBrowser(demo.url, process.env);
        const agentEnded = demo.agent.ended.then(({exitCode, lastLines}) => {
            if (!stop.signal.aborted) {
                throw new Error(`The agent ended by itself with ${exitCode}:\n${lastLines.join('\n')}`);
            }
        });
        await Promise.race([agentEnded, stop.signal.aborted ? undefined : once(stop.signal, 'abort')]);
    } finally {
        say('Ending the demo …');
        await demo.close();
    }
}

const wantedPort = readWantedPort(process.env['PORT'], DEFAULT_PORT);
if (wantedPort === undefined) {
    process.stderr.write(
        `PORT=${process.env['PORT']} is no port: give a number up to 65535, as in PORT=9000 make demo\n`,
    );
    process.exit(64);
}
const fault = readStartFault(process.env['DEMO_FAULT'] ?? 'none');
if (fault === undefined) {
    process.stderr.write(
        `DEMO_FAULT=${process.env['DEMO_FAULT']} is no such fault: give one of ${Object.keys(START_FAULTS).join(', ')}\n`,
    );
    process.exit(64);
}
const platform = (Object.keys(PLATFORMS) as Platform[]).find(
    (name) => name === (process.env['DEMO_PLATFORM'] ?? 'docker'),
);
if (platform === undefined) {
    process.stderr.write(
        `DEMO_PLATFORM=${process.env['DEMO_PLATFORM']} is no such platform: give one of ${Object.keys(PLATFORMS).join(', ')}\n`,
    );
    process.exit(64);
}
try {
    await run(platform, wantedPort, fault);
    say('Ended; nothing is left behind.');
} catch (error) {
    if (stop.signal.aborted) {
        say('Ended before it was ready; nothing is left behind.');
    } else {
        process.stderr.write(`The demo cannot go on. ${error instanceof Error ? error.message : String(error)}\n`);
        process.exitCode = 70;
    }
}
