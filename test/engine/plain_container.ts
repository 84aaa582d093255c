import type Docker from 'dockerode';

import type {Engine} from './engine.ts';
import {findFreePort} from './free_port.ts';
import {pullImage} from './image_pull.ts';

export type PlainContainerOptions = {
    readonly engine: Engine;
    readonly name: string;
    /** Full reference, pulled when absent. */
    readonly image: string;
    readonly env?: Readonly<Record<string, string>>;
    /** `-v` values: `name:/path` or `/host:/path`. The image's other volumes become anonymous ones. */
    readonly binds?: readonly string[];
    /** A TCP port of the container, published on loopback. */
    readonly publishedPort?: number;
    /** `-p PORT`: the engine chooses the number on the host. */
    readonly randomPort?: boolean;
    /** `--network`; it has to exist, or `container:NAME`. */
    readonly network?: string;
    /** `--rm`. */
    readonly autoRemove?: boolean;
    readonly restartPolicy?: 'no' | 'always' | 'unless-stopped';
};

export type PlainContainer = {
    readonly id: string;
    readonly name: string;
    /** `http://127.0.0.1:PORT`, where a port is published. */
    readonly baseUrl: string | undefined;
    /** Stops and deletes it with its anonymous volumes. */
    remove(): Promise<void>;
};

/** What `docker run -d` makes: a container that no Compose project knows. */
export async function makePlainContainer(options: PlainContainerOptions): Promise<PlainContainer> {
    const {
        engine,
        name,
        image,
        env = {},
        binds = [],
        publishedPort,
        randomPort = false,
        network,
        autoRemove = false,
        restartPolicy,
    } = options;
    await pullImage(engine, image);
    const port = publishedPort === undefined || randomPort ? undefined : await findFreePort();
    const hostConfig: Docker.HostConfig = {
        Binds: [...binds],
        AutoRemove: autoRemove,
        RestartPolicy: {Name: restartPolicy ?? 'no'},
        ...(network === undefined ? {} : {NetworkMode: network}),
        ...(publishedPort === undefined
            ? {}
            : {PortBindings: {[`${publishedPort}/tcp`]: [{HostIp: '127.0.0.1', HostPort: String(port ?? '')}]}}),
    };
    const container = await engine.client.createContainer({
        name,
        Image: image,
        Env: Object.entries(env).map(([key, value]) => `${key}=${value}`),
        HostConfig: hostConfig,
    });
    await container.start();
    return {
        id: container.id,
        name,
        baseUrl: port === undefined ? undefined : `http://127.0.0.1:${port}`,
        remove: async () => {
            await container.remove({force: true, v: true});
        },
    };
}
