import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {ROOT} from './released.ts';

type Entry = {
    readonly link?: boolean;
    readonly integrity?: string;
    readonly resolved?: string;
    readonly hasInstallScript?: boolean;
};

const read = async (name: string): Promise<unknown> => JSON.parse(await readFile(join(ROOT, name), 'utf8'));

async function readPackages(): Promise<readonly (readonly [string, Entry])[]> {
    const {packages} = (await read('package-lock.json')) as {readonly packages: Readonly<Record<string, Entry>>};
    return Object.entries(packages).filter(([path, {link}]) => path.includes('node_modules/') && link !== true);
}

test('every package of the lock file has its integrity', async () => {
    const packages = await readPackages();
    expect(packages.filter(([, {integrity}]) => !/^sha512-/.test(integrity ?? '')).map(([path]) => path)).toEqual([]);
    expect(packages.length).toBeGreaterThan(500);
});

test('no package comes from anywhere but the registry that npm asks', async () => {
    expect((await readPackages()).filter(([, {resolved}]) => resolved !== undefined)).toEqual([]);
});

test('allowScripts judges every package that has an install script, and allows Node’s alone', async () => {
    const {allowScripts} = (await read('package.json')) as {readonly allowScripts: Readonly<Record<string, boolean>>};
    const named = (await readPackages())
        .filter(([, {hasInstallScript}]) => hasInstallScript === true)
        .map(([path]) => path.split('node_modules/').at(-1) ?? '');
    expect(Object.keys(allowScripts).sort()).toEqual([...new Set(named)].sort());
    expect(Object.entries(allowScripts).filter(([, allowed]) => allowed)).toEqual([['node', true]]);
});
