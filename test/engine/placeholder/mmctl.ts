/** Belongs to the placeholder beside it: `mmctl --local --json system version` and `system status`. */
import {get} from 'node:http';

const versionAsked = process.argv.includes('version');

get({socketPath: '/var/tmp/mattermost_local.socket', path: '/api/v4/system/ping'}, (response) => {
    const answer = versionAsked ? {version: response.headers['x-version-id']} : {status: 'OK'};
    process.stdout.write(`${JSON.stringify(answer, undefined, 2)}\n`);
    response.resume();
}).once('error', (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
});
