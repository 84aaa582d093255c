import {mkdir} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {jest} from '@jest/globals';
import type {Browser, Page} from 'playwright-core';
import type {Facts} from '@fips-readiness/core';
import {startBrowser} from './browser.ts';
import {buildHost} from './host/build_host.ts';
import type {HostBundles} from './host/build_host.ts';
import {openLane} from './lane.ts';
import {openStep} from './open_step.ts';
import {makeAgentFacts} from './sample_facts.ts';
import {setUpScene} from './scenes.ts';
import type {Scene} from './scenes.ts';

jest.setTimeout(300_000);

const FOLDER = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));

/** PICTURES=1 writes docs/pictures for README and docs; every run draws them, so that they can always be made. */
const WRITES = process.env['PICTURES'] === '1';

/** One moment for server, agent and browser: the same picture every time. */
const MOMENT = new Date('2026-11-23T13:05:00Z');

/** Wide enough for the page next to the console’s sidebar. */
const WIDE = 1180;
/** Header, title and Save, around what scrolls. */
const AROUND = 167;

let browser: Browser;
let bundles: HostBundles;

beforeAll(async () => {
    [browser, bundles] = await Promise.all([startBrowser(), buildHost()]);
    if (WRITES) {
        await mkdir(FOLDER, {recursive: true});
    }
}, 300_000);

afterAll(async () => {
    await browser?.close();
});

/** In the file store: the server keeps it when it is moved. */
const BOARDS = {
    manifest: {
        id: 'focalboard',
        name: 'Boards',
        version: '9.2.2',
        server: {executables: {'linux-amd64': 'server/dist/plugin-linux-amd64'}},
    },
};

/** A site with a plugin of each kind. */
function makePictureFacts(observedAt: string, variant: 'standard' | 'fips'): Facts {
    const line = (id: string, name: string, version: string, stored: boolean) =>
        ({
            id,
            name,
            version,
            active: true,
            state: 'running',
            nodesFailed: 0,
            hasServerCode: true,
            stored,
            prepackaged: null,
        }) as const;
    return makeAgentFacts(observedAt, variant, {
        plugins: {
            value: [
                line('com.mattermost.calls', 'Calls', '1.11.0', false),
                line('focalboard', 'Boards', '9.2.2', true),
                line('playbooks', 'Playbooks', '2.8.0', false),
                line('com.example.servicedesk', 'ServiceDesk', '3.1.0', true),
            ],
            source: 'agent_engine',
            observedAt,
        },
    });
}

type Picture = {
    readonly name: string;
    readonly scene: Scene;
    readonly act?: (page: Page) => Promise<void>;
};

const PICTURES: readonly Picture[] = [
    {name: 'connect', scene: 'none', act: (page) => openStep(page, 'Connect')},
    {name: 'check', scene: 'blocked'},
    {name: 'plan', scene: 'plan'},
    {name: 'swap', scene: 'swap'},
    {name: 'receipt', scene: 'receipt'},
    {name: 'rolled-back', scene: 'rolled_back'},
    {name: 'cluster-plan', scene: 'cluster_plan'},
    {
        name: 'cluster-receipt',
        scene: 'cluster_receipt',
        act: (page) => page.getByRole('button', {name: /^This site now/}).click(),
    },
];

it.each(PICTURES)('draws $name', async ({name, scene, act}) => {
    const {stop, ...setup} = setUpScene(scene, {
        now: () => MOMENT,
        ...(!scene.startsWith('cluster_') && {facts: makePictureFacts}),
    });
    const lane = await openLane(browser, bundles, {
        ...setup,
        world: {...setup.world, plugins: [BOARDS]},
        width: WIDE,
        height: 900,
        shownAs: 'https://chat.example.com',
        stoppedAt: MOMENT,
    });
    try {
        const {page} = lane;
        await act?.(page);
        await page.getByText(/^Confirming/).waitFor({state: 'detached'});
        const whole = await page.locator('.admin-console__wrapper').evaluate((element) => element.scrollHeight);
        await page.setViewportSize({width: WIDE, height: whole + AROUND});
        await page.evaluate(() => {
            if (document.activeElement instanceof HTMLElement) {
                document.activeElement.blur();
            }
        });
        await page.mouse.move(0, 0);
        const picture = await page.screenshot(WRITES ? {path: `${FOLDER}${name}.png`} : {});
        expect(picture.length).toBeGreaterThan(10_000);
    } finally {
        await stop();
        await lane.close();
    }
});
