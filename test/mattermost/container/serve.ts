import {setTimeout as delay} from 'node:timers/promises';

import {effectiveConfig} from '../config/effective.ts';
import {isOn, textSetting} from '../config/setting.ts';
import type {Mattermost} from '../server.ts';
import {startMattermost} from '../server.ts';
import type {World} from '../world_shape.ts';
import type {Environment, Home} from './home.ts';
import {readFault} from './fault.ts';
import {makeHome, openHome, saveHome, unpackPlugins} from './home.ts';
import {serveLocalSocket} from './local_socket.ts';

export interface ContainerServer {
    readonly server: Mattermost;
    readonly world: World;
    close(): Promise<void>;
}

/** ServiceSettings.ListenAddress: `:8065` means every address. */
function readListenAddress(world: World): {host: string; port: number} {
    const text = textSetting(effectiveConfig(world), 'ServiceSettings.ListenAddress');
    const at = text.lastIndexOf(':');
    const host = text.slice(0, at);
    return {host: host === '' ? '0.0.0.0' : host, port: Number(text.slice(at + 1))};
}

function readSubpath(world: World): string {
    const siteUrl = textSetting(effectiveConfig(world), 'ServiceSettings.SiteURL');
    return URL.canParse(siteUrl) ? new URL(siteUrl).pathname.replace(/\/$/, '') : '';
}

/** Writes state after every change, and the plugins' folders when one came, went or was replaced. */
function makeKeeper(home: Home, world: World): () => void {
    let unpacked = '';
    return () => {
        saveHome(home, world);
        const installed = [...world.installed.values()]
            .map(({manifest}) => `${manifest.id} ${manifest.version}`)
            .join();
        if (installed !== unpacked) {
            unpackPlugins(home, world);
            unpacked = installed;
        }
    };
}

/**
 * The server of the image: state under `root`, REST and websocket on ServiceSettings.ListenAddress, local mode on its
 * socket, one JSON log line per event. Throws AppError when the configuration is not valid for this image.
 */
export async function serveContainer(
    root: string,
    environment: Environment,
    writeLog: (line: string) => void,
): Promise<ContainerServer> {
    const home = makeHome(root);
    const world = openHome(home, environment, writeLog);
    const version = `${world.version} (${world.buildNumber}/${world.buildDate}/${world.buildHash})`;
    world.log('info', 'Server is initializing...', {go_version: 'stand-in'});
    world.log('info', `Current version is ${version}`, {
        current_version: world.version,
        build_number: world.buildNumber,
        build_hash: world.buildHash,
    });
    world.log('info', world.isEnterpriseReady ? 'Enterprise Build' : 'Team Edition Build', {
        enterprise_build: world.isEnterpriseReady,
    });
    world.log('info', 'Loaded config', {source: `file://${home.config}`});
    const onChange = makeKeeper(home, world);
    onChange();
    const config = effectiveConfig(world);
    const {host, port} = readListenAddress(world);
    const fault = readFault(environment);
    if (fault.startsAfterMs > 0) {
        await delay(fault.startsAfterMs);
    }
    Object.assign(world.faults, fault.faults);
    Object.assign(world.health, fault.health);
    const server = await startMattermost({world, host, port, subpath: readSubpath(world), onChange});
    const closeSocket = isOn(config, 'ServiceSettings.EnableLocalMode')
        ? await serveLocalSocket(textSetting(config, 'ServiceSettings.LocalModeSocketLocation'), world, onChange)
        : () => Promise.resolve();
    world.log('info', `Server is listening on ${host}:${server.port}`, {address: `${host}:${server.port}`});
    return {
        server,
        world,
        close: async () => {
            world.log('info', 'Stopping Server...');
            await server.close();
            await closeSocket();
            world.log('info', 'Server stopped');
            saveHome(home, world);
        },
    };
}
