import {fileURLToPath} from 'node:url';
import {listBundledPackages} from '../build/bundled_packages.mjs';

/** What the console puts on `window` for plugins (facts/mattermost.md section 2). */
const HOST_GLOBALS = {
    react: 'React',
    'react-dom': 'ReactDOM',
    'react-intl': 'ReactIntl',
    'react-redux': 'ReactRedux',
    redux: 'Redux',
};

/**
 * Classic scripts for the console: a small one for everybody who chats, the page for the admin who opens it, the move for
 * a page with an agent. The console's Content-Security-Policy allows neither eval nor inline scripts; hosts on React 18
 * and 19 both have `React.createElement`, while only the newer ones have the JSX runtime.
 */
export default {
    mode: 'production',
    target: ['web', 'es2022'],
    devtool: false,
    entry: ['src/public_path.ts', 'src/index.tsx'].map((file) => fileURLToPath(new URL(file, import.meta.url))),
    output: {
        path: fileURLToPath(new URL('dist', import.meta.url)),
        filename: 'main.js',
        // Browsers keep plugin files for a year: another page has another name.
        chunkFilename: '[name].[contenthash].js',
        uniqueName: 'fips-readiness',
        clean: true,
    },
    externals: HOST_GLOBALS,
    resolve: {extensions: ['.ts', '.tsx', '.js']},
    module: {
        rules: [
            {
                test: /\.tsx?$/,
                use: {
                    loader: 'swc-loader',
                    options: {
                        jsc: {
                            parser: {syntax: 'typescript', tsx: true},
                            transform: {react: {runtime: 'classic'}},
                            target: 'es2022',
                        },
                    },
                },
            },
            // Core is pure: what the page does not use of it (requests' acceptance, key making, …) stays out.
            {test: /\.ts$/, include: fileURLToPath(new URL('../core/src', import.meta.url)), sideEffects: false},
            // A sheet for each section, in the script that draws it; minified with it.
            {test: /\.css$/, type: 'css', parser: {exportType: 'style'}},
        ],
    },
    experiments: {css: true},
    optimization: {splitChunks: false},
    performance: {hints: false},
    plugins: [listBundledPackages(fileURLToPath(new URL('dist/packages.json', import.meta.url)))],
};
