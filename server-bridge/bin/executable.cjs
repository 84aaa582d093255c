/**
 * What the one-file executable runs first. Its files (server-bridge/dist/agent, byte for byte) are inside it; Node loads a program's
 * modules from disk alone, so the files are given to it here, under a folder that does not exist.
 */
const {registerHooks} = process.getBuiltinModule('node:module');
const {getAsset, getAssetKeys} = process.getBuiltinModule('node:sea');

const FOLDER = 'file:///fips-agent/';
const inside = new Map(getAssetKeys().map((name) => [FOLDER + name, name]));

registerHooks({
    resolve(specifier, context, next) {
        const url = URL.parse(specifier, context.parentURL)?.href;
        return inside.has(url) ? {url, format: 'module', shortCircuit: true} : next(specifier, context);
    },
    load(url, context, next) {
        const name = inside.get(url);
        return name === undefined
            ? next(url, context)
            : {format: 'module', source: Buffer.from(getAsset(name)), shortCircuit: true};
    },
});
import(`${FOLDER}fips-agent.mjs`);
