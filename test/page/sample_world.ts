import type {WorldOptions} from '../mattermost/world.ts';

/** A name that tries every output: HTML, Markdown, a formula, a mention, a reversed line. */
export const HOSTILE_NAME = '=cmd()|<img src=x onerror=alert(1)> **x** @all \u202e';

const server = {executables: {'linux-amd64': 'server/dist/plugin-linux-amd64'}};

/** A site as many are: Calls and Playbooks from the image, Boards in the file store, one plugin of its own, one nasty one. */
export function makeSampleWorld(change: WorldOptions = {}): WorldOptions {
    return {
        plugins: [
            {manifest: {id: 'com.example.servicedesk', name: 'ServiceDesk', version: '3.1.0', server}},
            {manifest: {id: 'com.example.nasty', name: HOSTILE_NAME, version: '1.0.0', server}},
        ],
        ...change,
    };
}
