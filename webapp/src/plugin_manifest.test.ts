import {readFile} from 'node:fs/promises';
import {PLUGIN} from './plugin_manifest.ts';

it('says what plugin.json says', async () => {
    const manifest: unknown = JSON.parse(await readFile(new URL('../../plugin.json', import.meta.url), 'utf8'));
    expect(manifest).toMatchObject(PLUGIN);
});
