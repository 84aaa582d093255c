import {jest} from '@jest/globals';
import type {Browser, Page} from 'playwright-core';
import {startBrowser} from './browser.ts';
import {buildHost} from './host/build_host.ts';
import type {HostBundles} from './host/build_host.ts';
import {connectQueue, openLane} from './lane.ts';
import type {Lane, LaneOptions} from './lane.ts';
import {makeLaneKeys, startLaneAgent} from './lane_agent.ts';
import {lengthenWords} from './lengthen_words.ts';
import {makeAgentFacts} from './sample_facts.ts';
import {makeSampleWorld} from './sample_world.ts';
import {planReply} from '../samples/run.ts';

jest.setTimeout(120_000);

const STEPS = 5;

let browser: Browser;
let bundles: HostBundles;
/** What a test has started, to be ended whatever becomes of it: an open server would keep the lane from ending. */
const endings: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
    [browser, bundles] = await Promise.all([startBrowser(), buildHost()]);
}, 300_000);

/** A lane that ends with its test. */
async function open(shown: HostBundles, options: LaneOptions): Promise<Lane> {
    const lane = await openLane(browser, shown, options);
    endings.push(lane.close);
    return lane;
}

afterEach(async () => {
    for (const end of endings.splice(0).reverse()) {
        await end();
    }
});

afterAll(async () => {
    await browser?.close();
});

/** Elements whose text leaves their box or the window; the page itself where it scrolls sideways. */
function findCutOff(page: Page): Promise<readonly string[]> {
    return page.evaluate(() => {
        const root = document.documentElement;
        const shown = [...document.querySelectorAll('.fips-readiness *')].filter(
            (element) => !element.closest('pre, .fr-hidden, svg'),
        );
        const cut = shown.filter(
            (element) =>
                element.getBoundingClientRect().right > window.innerWidth + 1 ||
                (element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1) ||
                (getComputedStyle(element).overflowY === 'hidden' && element.scrollHeight > element.clientHeight + 1),
        );
        return [
            ...(root.scrollWidth > root.clientWidth ? ['the page scrolls sideways'] : []),
            ...cut.map((element) => `${element.className}: ${element.textContent?.slice(0, 60)}`),
        ];
    });
}

it('loads the reader’s language and no other', async () => {
    const lane = await open(bundles, {language: 'de', world: makeSampleWorld()});
    await lane.page.getByText('Kein Agent verbunden').waitFor();
    const loaded = await lane.page.evaluate(() =>
        performance.getEntriesByType('resource').map(({name}) => name.split('/').at(-1) ?? ''),
    );
    expect(loaded.filter((name) => name.startsWith('i18n-')).map((name) => name.split('.')[0])).toEqual([
        'i18n-de-json',
    ]);
    expect(lane.complaints).toEqual([]);
});

it('speaks English where the language cannot be loaded', async () => {
    const plugin = new Map([...bundles.plugin].filter(([name]) => !name.startsWith('i18n-')));
    const lane = await open({...bundles, plugin}, {language: 'de', world: makeSampleWorld()});
    await lane.page.getByText('No agent connected').waitFor();
    expect(await lane.page.getByText('fips-readiness.').count()).toBe(0);
});

it.each([400, 1400])('texts that are 40 %% longer fit %i px in every view', async (width) => {
    const lane = await open(await lengthenWords(bundles), {
        language: 'de',
        width,
        world: makeSampleWorld(),
        prepare: (server) => {
            const keys = makeLaneKeys();
            const facts = () => makeAgentFacts(new Date().toISOString());
            const opening = [{kind: 'facts', mode: 'swap', facts: facts()}, planReply()];
            const agent = startLaneAgent(connectQueue(server, keys.publicKey), keys, facts, 'swap', {opening});
            endings.push(() => agent.stop());
        },
    });
    const {page} = lane;
    await page.getByText('AgentAg onlineonl').first().waitFor();
    const steps = page.locator('.fr-journey__link');
    expect(await steps.count()).toBe(STEPS);
    for (let step = 0; step < STEPS; step += 1) {
        await steps.nth(step).click();
        const closed = page.locator('.fips-readiness [aria-expanded="false"]:not(.fr-menu *)');
        for (let turn = 0; turn < 60 && (await closed.count()) > 0; turn += 1) {
            await closed.first().click();
        }
        expect([step, await findCutOff(page)]).toEqual([step, []]);
    }
});
