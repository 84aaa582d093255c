import {readdir, readFile} from 'node:fs/promises';
import {join, relative} from 'node:path';
import type {FactValue} from '@fips-readiness/core';
import type {ContainerSummary} from '../../engine/engine.ts';

const UNIT_FOLDERS = ['/etc/systemd/system', '/usr/local/lib/systemd/system', '/lib/systemd/system'];

/**
 * Another tool that would take our change back, by its own trace: Portainer's and Coolify's folders and labels,
 * Ansible's header, a file that Git tracks, a systemd unit that names the folder, a running Watchtower.
 */
export async function findOwner(input: {
    readonly directory: string;
    readonly files: readonly string[];
    readonly texts: readonly string[];
    readonly labels: Readonly<Record<string, string>>;
    readonly containers: readonly ContainerSummary[];
}): Promise<FactValue<'deployment_owner'>> {
    const {directory, labels} = input;
    if (/\/portainer\/compose\/|^\/data\/compose\/\d+/.test(directory) || hasLabel(labels, 'io.portainer.')) {
        return {tool: 'portainer', evidence: directory};
    }
    if (hasLabel(labels, 'coolify.')) {
        return {tool: 'coolify', evidence: 'coolify.managed'};
    }
    if (input.texts.some((text) => /ansible[ _-]managed/i.test(text.slice(0, 2000)))) {
        return {tool: 'ansible', evidence: 'Ansible managed'};
    }
    const tracked = await findTrackedFile(directory, input.files);
    if (tracked !== undefined) {
        return {tool: 'git', evidence: tracked};
    }
    const unit = await findUnit(directory);
    if (unit !== undefined) {
        return {tool: 'systemd', evidence: unit};
    }
    const watchtower = input.containers.find(
        (container) => container.running && /(^|\/)watchtower(:|@|$)/.test(container.image),
    );
    return watchtower ? {tool: 'watchtower', evidence: watchtower.name} : {tool: 'none', evidence: ''};
}

function hasLabel(labels: Readonly<Record<string, string>>, prefix: string): boolean {
    return Object.keys(labels).some((name) => name.startsWith(prefix));
}

/**
 * The official project is a Git checkout whose `.env` is ignored, so a `.git` folder alone says nothing: the index has to
 * name the file that would be edited. Index entries hold the path in clear, ended by a zero byte.
 */
async function findTrackedFile(directory: string, files: readonly string[]): Promise<string | undefined> {
    const index = await readFile(join(directory, '.git', 'index')).catch(() => undefined);
    return (
        index &&
        files
            .map((file) => relative(directory, file))
            .find((path) => path === '.env' && index.includes(Buffer.from(`${path}\0`)))
    );
}

async function findUnit(directory: string): Promise<string | undefined> {
    for (const folder of UNIT_FOLDERS) {
        const names = await readdir(folder).catch(() => []);
        for (const name of names.filter((one) => one.endsWith('.service'))) {
            const text = await readFile(join(folder, name), 'utf8').catch(() => '');
            if (text.includes(`${directory}\n`) || text.includes(`${directory}/`) || text.includes(`${directory} `)) {
                return name;
            }
        }
    }
    return undefined;
}
