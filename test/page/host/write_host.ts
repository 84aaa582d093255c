import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import webpack from 'webpack';
import type {Configuration} from 'webpack';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The root's React is the older one; the newer stands in a workspace of its own. */
const REACTS = {18: here('../../../node_modules'), 19: here('../../../build/react_19/node_modules')};

function hostConfig(major: 18 | 19, path: string): Configuration {
    return {
        mode: 'production',
        devtool: false,
        entry: here('host.tsx'),
        output: {path, filename: `host_${major}.js`},
        resolve: {
            extensions: ['.ts', '.tsx', '.js'],
            alias: {react$: `${REACTS[major]}/react`, 'react-dom': `${REACTS[major]}/react-dom`},
        },
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
            ],
        },
        performance: {hints: false},
    };
}

/** Writes `host_18.js`, `host_19.js` and the plugin's own scripts (`plugin/`) into the folder named on the command line. */
async function writeHost(path: string): Promise<void> {
    const page = (await import(new URL('../../../webapp/webpack.config.mjs', import.meta.url).href)) as {
        default: Configuration;
    };
    const plugin = {...page.default, output: {...page.default.output, path: join(path, 'plugin')}};
    await new Promise<void>((resolve, reject) => {
        webpack([hostConfig(18, path), hostConfig(19, path), plugin], (error, stats) => {
            if (error) {
                reject(error);
            } else if (stats?.hasErrors() === true) {
                reject(new Error(stats.toString({all: false, errors: true})));
            } else {
                resolve();
            }
        });
    });
}

await writeHost(process.argv[2] ?? '.');
