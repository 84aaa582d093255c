import {isInRegistry} from './is_in_registry.ts';
import type {ImageDetails} from './engine.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;

async function askFor(reference: string, repositoryDigests: readonly string[]) {
    const asked: string[] = [];
    const engine = {
        fetchFromRegistry: (name: string) => {
            asked.push(name);
            return Promise.resolve({code: 'found' as const, digest: DIGEST, architectures: []});
        },
    };
    const found = await isInRegistry(engine, {repositoryDigests} as unknown as ImageDetails, reference);
    return {asked, found};
}

test.each(['mattermost/x:1', 'docker.io/mattermost/x:1', 'index.docker.io/mattermost/x:1'])(
    '%s of Docker Hub is asked by the digest, as the engine names it',
    async (reference) => {
        const named = `mattermost/x@${DIGEST}`;
        expect(await askFor(reference, [`registry.example/x@${DIGEST}`, named])).toEqual({asked: [named], found: true});
    },
);

test('an image of another repository only is not asked for', async () => {
    expect(await askFor('mattermost/x:1', [`registry.example/mattermost/x@${DIGEST}`])).toEqual({
        asked: [],
        found: false,
    });
});
