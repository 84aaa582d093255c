import type {Page} from 'playwright-core';

/** Asks for a plan, and waits until it is shown with nothing in its way. */
export async function makePlan(page: Page): Promise<void> {
    await page.getByRole('region', {name: 'Plan'}).getByRole('button', {name: 'Make a plan'}).click();
    await page.getByText('No check blocks this plan.').waitFor();
}

/** Approves the plan shown with the site's name, and waits until its run is told. */
export async function approvePlan(page: Page): Promise<void> {
    await page.getByLabel(/^Type .* to approve/).fill(new URL(page.url()).host);
    await page.getByRole('button', {name: 'Approve and start'}).click();
    await page.getByRole('heading', {name: 'Swapping to the FIPS image'}).waitFor();
}
