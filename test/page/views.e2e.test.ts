import {jest} from '@jest/globals';
import type {Browser, Page} from 'playwright-core';
import {startBrowser} from './browser.ts';
import {findSideways, WIDTHS} from './find_sideways.ts';
import {findViolations} from './find_violations.ts';
import {buildHost} from './host/build_host.ts';
import type {HostBundles} from './host/build_host.ts';
import {openLane} from './lane.ts';
import {makeSampleWorld} from './sample_world.ts';
import {SCENES, setUpScene} from './scenes.ts';

jest.setTimeout(180_000);

let browser: Browser;
let bundles: HostBundles;

beforeAll(async () => {
    [browser, bundles] = await Promise.all([startBrowser(), buildHost()]);
}, 300_000);

afterAll(async () => {
    await browser?.close();
});

/** A window of 1,400 px at 200 %. */
const ZOOMED = 700;

/** A dark theme's variables, as Mattermost's Onyx has them. */
const DARK = `:root {
    --center-channel-bg: #191b1f;
    --center-channel-color: #e3e4e8;
    --center-channel-color-rgb: 227, 228, 232;
    --button-bg: #4a7ce8;
    --button-bg-rgb: 74, 124, 232;
    --link-color: #5d89ea;
    --error-text: #da6c6e;
    --error-text-color-rgb: 218, 108, 110;
    --semantic-color-info: 74, 124, 232;
    --semantic-color-danger: 218, 108, 110;
}`;

async function openEverything(page: Page): Promise<void> {
    const closed = page.locator('.fips-readiness [aria-expanded="false"]:not(.fr-menu *)');
    for (let turn = 0; turn < 60 && (await closed.count()) > 0; turn += 1) {
        await closed.first().click();
    }
}

describe.each([18, 19] as const)('on React %i', (react) => {
    it.each(SCENES)('%s is whole and accessible in every window, at 200 % and in the dark', async (scene) => {
        const {stop, ...setup} = setUpScene(scene);
        const lane = await openLane(browser, bundles, {
            react,
            ...setup,
            world: makeSampleWorld(setup.world),
        });
        try {
            const {page} = lane;
            await openEverything(page);
            for (const width of [...WIDTHS, ZOOMED]) {
                await page.setViewportSize({width, height: 1000});
                expect([width, await findSideways(page)]).toEqual([width, []]);
                expect([width, await findViolations(page)]).toEqual([width, []]);
            }
            await page.addStyleTag({content: DARK});
            expect(await findViolations(page)).toEqual([]);
        } finally {
            await stop();
            await lane.close();
        }
    });
});
