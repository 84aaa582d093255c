import {copyFile, cp, mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {PassThrough} from 'node:stream';
import {text} from 'node:stream/consumers';
import type {Engine} from '../engine/engine.ts';
import {buildImage} from '../engine/image_build.ts';

const ROOT = join(import.meta.dirname, '../..');
export const AGENT_IMAGE = 'fips-readiness/fips-agent:lane';
/** The lane has no image of Node's own: the stand-in's image brings Node and its libraries. */
export const BASE_IMAGE = 'fips-readiness/node:lane';
const BASE_DOCKERFILE = [
    'FROM mattermost/mattermost-enterprise-edition:11.7.2',
    'USER 0',
    'HEALTHCHECK NONE',
    'ENV PATH=/mattermost/lib:/usr/local/bin:/usr/bin:/bin',
    '',
].join('\n');

/** Builds the image as deploy/agent/README.md says, from what `make dist` made. */
export async function buildAgentImage(engine: Engine): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'fips-image-'));
    try {
        await cp(join(ROOT, 'server-bridge/dist/agent'), join(folder, 'agent'), {recursive: true});
        await copyFile(engine.composeBinary, join(folder, 'docker-compose'));
        await copyFile(join(ROOT, 'deploy/agent/Dockerfile'), join(folder, 'Dockerfile'));
        await mkdir(join(folder, 'base'));
        await writeFile(join(folder, 'base/Dockerfile'), BASE_DOCKERFILE);
        const base = {contextFolder: join(folder, 'base'), dockerfile: 'Dockerfile', references: [BASE_IMAGE] as const};
        await buildImage(engine, base);
        await buildImage(engine, {
            contextFolder: folder,
            dockerfile: 'Dockerfile',
            buildArgs: {BASE: BASE_IMAGE},
            references: [AGENT_IMAGE],
        });
    } finally {
        await rm(folder, {recursive: true, force: true});
    }
}

/** `docker run --rm --network host -v … IMAGE args`; the socket is always there, the root is read-only. */
export async function runAgentImage(
    engine: Engine,
    wish: {
        readonly args: readonly string[];
        readonly binds: readonly string[];
        readonly env?: Readonly<Record<string, string>>;
        readonly image?: string;
        /** As `docker run --user` takes it; root without it. */
        readonly user?: string;
    },
): Promise<{exitCode: number; stdout: string; stderr: string}> {
    const container = await engine.client.createContainer({
        Image: wish.image ?? AGENT_IMAGE,
        ...(wish.user !== undefined && {User: wish.user}),
        Cmd: [...wish.args],
        Env: Object.entries(wish.env ?? {}).map(([name, value]) => `${name}=${value}`),
        HostConfig: {
            NetworkMode: 'host',
            ReadonlyRootfs: true,
            CapDrop: ['ALL'],
            CapAdd: ['DAC_OVERRIDE'],
            Tmpfs: {'/tmp': ''},
            Binds: [`${engine.socketPath}:/var/run/docker.sock`, ...wish.binds],
        },
    });
    try {
        const stream = await container.attach({stream: true, stdout: true, stderr: true});
        const [out, err] = [new PassThrough(), new PassThrough()];
        engine.client.modem.demuxStream(stream, out, err);
        stream.on('end', () => {
            out.end();
            err.end();
        });
        await container.start();
        const [stdout, stderr, ended] = await Promise.all([text(out), text(err), container.wait()]);
        return {exitCode: (ended as {StatusCode: number}).StatusCode, stdout, stderr};
    } finally {
        await container.remove({force: true});
    }
}
