import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {findUnit} from './find_unit.ts';

const PROJECT = {directory: '/opt/chat', container: 'chat-mattermost-1'};
const PLAIN = {directory: '', container: 'chat'};

test.each([
    ['its folder', 'chat.service', 'WorkingDirectory=/opt/chat', PROJECT, 'chat.service'],
    [
        'a file below it',
        'chat.service',
        'ExecStart=/usr/bin/docker compose -f /opt/chat/c.yml up',
        PROJECT,
        'chat.service',
    ],
    ['a template’s folder', 'compose@.service', 'WorkingDirectory=/opt/%i', PROJECT, 'compose@.service'],
    ['a drop-in', 'chat.service.d/10.conf', 'WorkingDirectory=-/opt/chat', PROJECT, 'chat.service'],
    ['another folder that begins alike', 'chat.service', 'WorkingDirectory=/opt/chat2', PROJECT, undefined],
    ['a folder above', 'chat.service', 'WorkingDirectory=/opt', PROJECT, undefined],
    ['a comment', 'chat.service', '# WorkingDirectory=/opt/chat', PROJECT, undefined],
    ['no unit', 'chat.timer', 'WorkingDirectory=/opt/chat', PROJECT, undefined],
    [
        'the container it runs',
        'chat.service',
        'ExecStart=/usr/bin/docker run --name chat -p 1 mm:1',
        PLAIN,
        'chat.service',
    ],
    ['over two lines', 'chat.service', 'ExecStart=/usr/bin/docker run \\\n  --name=chat mm:1', PLAIN, 'chat.service'],
    ['the container it starts', 'chat.service', 'ExecStart=/usr/bin/docker start -a chat', PLAIN, 'chat.service'],
    ['the project’s container', 'x.service', 'ExecStop=docker stop chat-mattermost-1', PROJECT, 'x.service'],
    ['another program’s word', 'x.service', 'ExecStart=/usr/bin/irc --name chat', PLAIN, undefined],
    ['another container', 'x.service', 'ExecStart=/usr/bin/docker run --name chat2 mm:1', PLAIN, undefined],
])('%s', async (_name, file, line, deployment, unit) => {
    const folder = await mkdtemp(join(tmpdir(), 'fips-units-'));
    try {
        await mkdir(dirname(join(folder, file)), {recursive: true});
        await writeFile(join(folder, file), `[Unit]\nDescription=x\n\n[Service]\n${line}\n`);
        expect(await findUnit(deployment, ['/nowhere', folder])).toBe(unit);
    } finally {
        await rm(folder, {recursive: true});
    }
});
