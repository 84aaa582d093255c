import {randomBytes} from 'node:crypto';
import type {Engine} from '../engine/engine.ts';
import {findFreePort} from '../engine/free_port.ts';
import {makePlainContainer} from '../engine/plain_container.ts';
import {waitForDatabase} from '../engine/wait_for_database.ts';

/** A container with everything an admin can have set, and its database beside it. */
export type FullContainer = {
    readonly id: string;
    readonly name: string;
    readonly baseUrl: string;
    readonly databasePassword: string;
    /** Deletes every container of it, however it is called by now, its volumes and its networks. */
    remove(): Promise<void>;
};

const NAME = 'chat';
const FRONT = 'chat-front';
const BACK = 'chat-back';
const POSTGRES = 'postgres:14-alpine';

/** Two networks, one with a fixed address and an alias; a named volume, an anonymous one of its own, and those of the image. */
export async function makeFullContainer(engine: Engine, image: string): Promise<FullContainer> {
    const {client} = engine;
    const databasePassword = randomBytes(16).toString('hex');
    const front = await client.createNetwork({
        Name: FRONT,
        IPAM: {Driver: 'default', Config: [{Subnet: `${engine.addressPrefix}100.0/24`}]},
    });
    const back = await client.createNetwork({Name: BACK});
    const database = await makePlainContainer({
        engine,
        name: `${NAME}-database`,
        image: POSTGRES,
        network: BACK,
        env: {POSTGRES_USER: 'mmuser', POSTGRES_PASSWORD: databasePassword, POSTGRES_DB: 'mattermost'},
    });
    await waitForDatabase(engine, database.id);
    const port = await findFreePort();
    const container = await client.createContainer({
        name: NAME,
        Image: image,
        Env: [
            `MM_SQLSETTINGS_DRIVERNAME=postgres`,
            `MM_SQLSETTINGS_DATASOURCE=postgres://mmuser:${databasePassword}@${NAME}-database:5432/mattermost?sslmode=disable`,
            'MM_PASSWORDSETTINGS_MINIMUMLENGTH=14',
            'MM_TEAMSETTINGS_SITENAME=Chat',
        ],
        Labels: {owner: 'operations', 'owner.rack': '7'},
        Volumes: {'/mattermost/import': {}},
        HostConfig: {
            NetworkMode: FRONT,
            Binds: [`${NAME}-data:/mattermost/data`],
            PortBindings: {'8065/tcp': [{HostIp: '127.0.0.1', HostPort: String(port)}]},
            RestartPolicy: {Name: 'unless-stopped'},
            LogConfig: {Type: 'json-file', Config: {'max-size': '5m'}},
            Ulimits: [{Name: 'nofile', Soft: 4096, Hard: 8192}],
            ExtraHosts: ['ldap.example:10.0.0.9'],
            Memory: 1024 * 1024 * 1024,
        },
        Hostname: 'chat-host',
        NetworkingConfig: {
            EndpointsConfig: {
                [FRONT]: {Aliases: ['mattermost'], IPAMConfig: {IPv4Address: `${engine.addressPrefix}100.77`}},
            },
        },
    });
    await back.connect({Container: container.id, EndpointConfig: {Aliases: ['mm']}});
    await container.start();
    return {
        id: container.id,
        name: NAME,
        baseUrl: `http://127.0.0.1:${port}`,
        databasePassword,
        remove: async () => {
            for (const {Id, Names} of await client.listContainers({all: true})) {
                if (Names[0]?.startsWith(`/${NAME}`) === true) {
                    await client.getContainer(Id).remove({force: true, v: true});
                }
            }
            await client.getVolume(`${NAME}-data`).remove();
            await Promise.all([front, back].map((network) => network.remove()));
        },
    };
}
