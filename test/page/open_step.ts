import type {Page} from 'playwright-core';

/** Opens the view of a step, by its name in the journey bar. */
export async function openStep(page: Page, name: 'Connect' | 'Check' | 'Plan' | 'Swap' | 'Verify'): Promise<void> {
    const link = page.getByRole('navigation').getByRole('link', {name: new RegExp(`^${name}\\b`)});
    await link.click();
    await page.locator('.fr-journey__link[aria-current="page"]').getByText(name).waitFor();
}
