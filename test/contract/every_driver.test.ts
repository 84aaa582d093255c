import {readdir, readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';

const DRIVERS = fileURLToPath(new URL('../../server-bridge/src/drivers/', import.meta.url));
const CONTRACTS = fileURLToPath(new URL('.', import.meta.url));

/** Every folder below drivers/ that makes a driver, by the function that makes it. */
async function findDrivers(): Promise<readonly string[]> {
    const names = await readdir(DRIVERS, {recursive: true});
    const texts = await Promise.all(
        names.filter((name) => name.endsWith('/driver.ts')).map((name) => readFile(`${DRIVERS}${name}`, 'utf8')),
    );
    return texts.flatMap((text) =>
        [...text.matchAll(/export function (make\w+Driver)\(/g)].map(([, name = '']) => name),
    );
}

test('every driver is in the registry, and passes the contract', async () => {
    const drivers = await findDrivers();
    expect(drivers.length).toBeGreaterThan(1);
    const registry = await readFile(`${DRIVERS}registry.ts`, 'utf8');
    const files = (await readdir(CONTRACTS)).filter((name) => name.endsWith('.ts') && name !== 'every_driver.test.ts');
    const contracts = (await Promise.all(files.map((name) => readFile(`${CONTRACTS}${name}`, 'utf8')))).join('\n');
    expect(drivers.filter((name) => !registry.includes(`${name}(`))).toEqual([]);
    expect(drivers.filter((name) => !contracts.includes(`${name}(`))).toEqual([]);
});
