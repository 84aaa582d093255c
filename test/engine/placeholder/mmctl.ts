import {get} from 'node:http';
get({socketPath: '/var/tmp/mattermost_local.socket', path: '/api/v4/system/ping'}, (response) => {
    response.setEncoding('utf8');
    response.on('data', (text: string) => process.stdout.write(`${text}\n`));
}).on('error', () => process.exit(1));
