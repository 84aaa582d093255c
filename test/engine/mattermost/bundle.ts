/**
 * Packs the Mattermost stand-in for its image: `node bundle.ts <folder>` writes mattermost.mjs and mmctl.mjs.
 * A process of its own: webpack inside jest's module registry costs minutes.
 */
import {fileURLToPath} from 'node:url';

import webpack from 'webpack';

const container = fileURLToPath(new URL('../../mattermost/container/', import.meta.url));
const folder = process.argv[2];
if (folder === undefined) {
    throw new Error('Usage: node bundle.ts <folder>');
}

const compiler = webpack({
    mode: 'none',
    target: 'node24',
    devtool: false,
    entry: {mattermost: `${container}mattermost.ts`, mmctl: `${container}mmctl.ts`},
    experiments: {outputModule: true},
    output: {path: folder, filename: '[name].mjs', module: true, chunkFormat: 'module'},
    resolve: {conditionNames: ['source', '...'], extensions: ['.ts', '...']},
    module: {
        // The bundle finds files relative to itself in the image, not where it was built.
        parser: {javascript: {importMeta: false}},
        rules: [
            {
                test: /\.ts$/,
                loader: 'swc-loader',
                options: {jsc: {parser: {syntax: 'typescript'}, target: 'es2023'}, module: {type: 'es6'}},
            },
        ],
    },
});

compiler.run((error, stats) => {
    if (error !== null || stats === undefined || stats.hasErrors()) {
        process.stderr.write(`${error?.message ?? stats?.toString({all: false, errors: true}) ?? ''}\n`);
        process.exitCode = 1;
    }
    compiler.close(() => undefined);
});
