import {cp} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {listBundledPackages} from '../build/bundled_packages.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The manifest (the one place for id and version), the program's front door and what `init` applies to a cluster travel beside the bundle. */
const companions = {
    apply: (compiler) => {
        compiler.hooks.afterEmit.tapPromise('companions', async () => {
            await cp(here('../plugin.json'), here('dist/agent/plugin.json'));
            await cp(here('bin/fips-agent.mjs'), here('dist/agent/fips-agent.mjs'));
            await cp(here('../deploy/kubernetes'), here('dist/agent/kubernetes'), {recursive: true});
        });
    },
};

/**
 * The shipped agent: one file for Node 24. gRPC, protobuf and SSH, which dockerode brings for BuildKit and ssh:// hosts,
 * are left out: the agent uses neither, and they are a third of its memory.
 */
export default {
    mode: 'production',
    target: 'node24',
    entry: here('src/main.ts'),
    experiments: {outputModule: true},
    output: {
        path: here('dist/agent'),
        filename: 'main.mjs',
        module: true,
        library: {type: 'module'},
        chunkFormat: 'module',
        // What an earlier build left would be shipped, too.
        clean: true,
    },
    resolve: {
        extensions: ['.ts', '.mjs', '.js', '.json'],
        alias: {
            '@grpc/grpc-js': false,
            '@grpc/proto-loader': false,
            protobufjs: false,
            ssh2: false,
            'pg-native': false,
            'pg-cloudflare': false,
        },
    },
    module: {
        // What lies beside the program is found where it runs, not where it was built.
        parser: {javascript: {importMeta: false, url: false}},
        rules: [
            {
                test: /\.ts$/,
                use: {loader: 'swc-loader', options: {jsc: {parser: {syntax: 'typescript'}, target: 'es2023'}}},
            },
        ],
    },
    // Not minimized, and with each module's path: whose code is inside can be read there.
    optimization: {minimize: false, moduleIds: 'named'},
    performance: {hints: false},
    ignoreWarnings: [{module: /node_modules/}],
    plugins: [companions, listBundledPackages(here('dist/packages.json'))],
};
