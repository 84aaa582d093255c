import axe from 'axe-core';
import type {AxeResults} from 'axe-core';
import type {Page} from 'playwright-core';

/** What axe finds in our part of the console, colours included; one line each. */
export async function findViolations(page: Page): Promise<readonly string[]> {
    // CSP stops scripts of the page, not those of the debugger.
    await page.evaluate(axe.source);
    return page.evaluate(async () => {
        const {axe: inPage} = window as unknown as {axe: {run: (...args: unknown[]) => Promise<AxeResults>}};
        const {violations} = await inPage.run('.fips-readiness', {rules: {region: {enabled: false}}});
        return violations.map(({id, nodes}) => `${id}: ${nodes.map(({html}) => html.slice(0, 160)).join(' | ')}`);
    });
}
