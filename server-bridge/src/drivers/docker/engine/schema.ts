import * as z from 'zod/mini';

const Texts = z._default(z.nullable(z.array(z.string())), []);
const Labels = z._default(z.nullable(z.record(z.string(), z.string())), {});

/** GET /info (Engine API 1.41+): only what is used. */
export const InfoAnswer = z.object({
    ID: z.string(),
    Name: z.string(),
    ServerVersion: z.string(),
    Architecture: z.string(),
    DockerRootDir: z.string(),
    Swarm: z._default(z.object({LocalNodeState: z._default(z.string(), 'inactive')}), {LocalNodeState: 'inactive'}),
});

/** GET /version */
export const VersionAnswer = z.object({
    ApiVersion: z.string(),
    Components: z._default(z.nullable(z.array(z.object({Name: z.string()}))), []),
});

/** GET /containers/json */
export const ContainerListAnswer = z.array(
    z.object({
        Id: z.string(),
        Names: z.array(z.string()),
        Image: z.string(),
        State: z.string(),
        Created: z._default(z.number(), 0),
        Labels,
    }),
);

/** GET /containers/{id}/json */
export const ContainerAnswer = z.object({
    Id: z.string(),
    Name: z.string(),
    Image: z.string(),
    Path: z._default(z.string(), ''),
    Args: Texts,
    RestartCount: z._default(z.number(), 0),
    State: z.object({
        Status: z.enum(['running', 'restarting', 'exited', 'created', 'paused', 'dead', 'removing']),
        ExitCode: z._default(z.number(), 0),
        StartedAt: z._default(z.string(), ''),
        Health: z.optional(z.nullable(z.object({Status: z.string()}))),
    }),
    Config: z.looseObject({
        Image: z.string(),
        User: z._default(z.string(), ''),
        Env: Texts,
        Labels,
    }),
    HostConfig: z.looseObject({
        AutoRemove: z._default(z.boolean(), false),
        RestartPolicy: z._default(
            z.object({Name: z._default(z.string(), ''), MaximumRetryCount: z._default(z.number(), 0)}),
            {Name: '', MaximumRetryCount: 0},
        ),
        ReadonlyRootfs: z._default(z.boolean(), false),
        NetworkMode: z._default(z.string(), 'default'),
        PublishAllPorts: z._default(z.boolean(), false),
        PortBindings: z._default(
            z.nullable(
                z.record(
                    z.string(),
                    z.nullable(
                        z.array(z.object({HostIp: z._default(z.string(), ''), HostPort: z._default(z.string(), '')})),
                    ),
                ),
            ),
            {},
        ),
        ExtraHosts: Texts,
        Dns: Texts,
        DnsSearch: Texts,
        DnsOptions: Texts,
        Links: Texts,
        Tmpfs: z._default(z.nullable(z.record(z.string(), z.string())), {}),
        SecurityOpt: Texts,
        CapAdd: Texts,
        CapDrop: Texts,
        GroupAdd: Texts,
        PidsLimit: z._default(z.nullable(z.number()), 0),
        Memory: z._default(z.number(), 0),
    }),
    Mounts: z._default(
        z.array(
            z.object({
                Type: z.string(),
                Name: z.optional(z.string()),
                Source: z._default(z.string(), ''),
                Destination: z.string(),
                RW: z._default(z.boolean(), true),
            }),
        ),
        [],
    ),
    NetworkSettings: z.object({
        Ports: z._default(
            z.nullable(z.record(z.string(), z.nullable(z.array(z.object({HostPort: z._default(z.string(), '')}))))),
            {},
        ),
        Networks: z._default(
            z.nullable(
                z.record(
                    z.string(),
                    z.object({
                        IPAddress: z._default(z.string(), ''),
                        GlobalIPv6Address: z._default(z.string(), ''),
                        Aliases: z._default(z.nullable(z.array(z.string())), []),
                        IPAMConfig: z.optional(
                            z.nullable(
                                z.object({IPv4Address: z.optional(z.string()), IPv6Address: z.optional(z.string())}),
                            ),
                        ),
                    }),
                ),
            ),
            {},
        ),
    }),
});

export type ContainerAnswer = z.infer<typeof ContainerAnswer>;

/** GET /images/{name}/json */
export const ImageAnswer = z.object({
    Id: z.string(),
    Architecture: z.string(),
    Size: z.number(),
    RepoDigests: Texts,
    Config: z._default(
        z.nullable(
            z.looseObject({Labels, User: z._default(z.string(), ''), Env: Texts, Entrypoint: Texts, Cmd: Texts}),
        ),
        {Labels: {}, User: '', Env: [], Entrypoint: [], Cmd: []},
    ),
});

/** GET /distribution/{name}/json */
export const DistributionAnswer = z.object({
    Descriptor: z.object({digest: z.string()}),
    Platforms: z._default(z.nullable(z.array(z.object({architecture: z.string()}))), []),
});

/** A file's entry as HEAD /containers/{id}/archive gives it (base64 JSON in a header). */
export const PathStat = z.object({size: z.number()});
