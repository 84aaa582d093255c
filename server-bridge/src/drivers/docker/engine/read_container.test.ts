import {readContainer} from './read_container.ts';

type Bindings = Readonly<Record<string, readonly {readonly HostPort: string}[] | null>>;

/** Ports whose number the engine has chosen, of a container that was published so. */
function findRandom(PublishAllPorts: boolean, PortBindings: Bindings, Ports: Bindings): readonly string[] {
    return readContainer({
        Id: 'a'.repeat(64),
        Name: '/chat',
        Image: 'sha256:1',
        State: {Status: 'running'},
        Config: {Image: 'x:1'},
        HostConfig: {PublishAllPorts, PortBindings},
        Mounts: [],
        NetworkSettings: {Ports},
    }).randomPorts;
}

const chosen = (port: string) => [{HostPort: port}, {HostPort: port}];

test.each<[string, boolean, Bindings, Bindings, readonly string[]]>([
    ['a port of its own', false, {'8065/tcp': [{HostPort: '8065'}]}, {'8065/tcp': chosen('8065')}, []],
    ['-p 8065', false, {'8065/tcp': [{HostPort: ''}]}, {'8065/tcp': chosen('32768')}, ['8065/tcp 32768']],
    ['-p 0:8065', false, {'8065/tcp': [{HostPort: '0'}]}, {'8065/tcp': chosen('32768')}, ['8065/tcp 32768']],
    [
        '-P, everything the image exposes',
        true,
        {},
        {'8065/tcp': chosen('32768'), '8067/tcp': chosen('32769'), '8074/udp': null},
        ['8065/tcp 32768', '8067/tcp 32769'],
    ],
    [
        '-P beside a port of its own',
        true,
        {'8065/tcp': [{HostPort: '80'}]},
        {'8065/tcp': chosen('80'), '8067/tcp': chosen('32769')},
        ['8067/tcp 32769'],
    ],
    ['exposed and not published', false, {}, {'8067/tcp': null}, []],
])('%s', (_name, publishesAll, bindings, ports, expected) => {
    expect(findRandom(publishesAll, bindings, ports)).toEqual(expected);
});
