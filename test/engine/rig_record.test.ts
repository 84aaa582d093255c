import {parseRigRecord, printRigRecords} from './rig_record.ts';
import type {RigRecord} from './rig_record.ts';

function makeRecord(name: string): RigRecord {
    const engine = {
        name,
        dockerHost: 'unix:///rig/docker.sock',
        socketPath: '/rig/docker.sock',
        dataRoot: '/rig/data',
        logPath: '/rig/dockerd.log',
        pid: 7,
        bridge: 'fipsrig200',
        addressPrefix: '10.200.',
        composeBinary: '/cache/docker-compose',
    };
    return {engine, registry: {host: 'localhost:1', url: 'http://127.0.0.1:1', storageFolder: '/rig/storage'}};
}

test('each worker reads the record of a rig of its own', () => {
    const [first, second] = [makeRecord('lane 1'), makeRecord('lane 2')];
    const printed = printRigRecords([first, second]);
    expect(parseRigRecord(printed, 1)).toEqual(first);
    expect(parseRigRecord(printed, 2)).toEqual(second);
});

test('a worker without a rig is told which option gives it one', () => {
    expect(() => parseRigRecord(printRigRecords([makeRecord('lane 1')]), 2)).toThrow(/Worker 2 has no rig.*--rigs=N/);
});
