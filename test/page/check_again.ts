import type {Page} from 'playwright-core';

/** Asks for a check and waits until the page says that it is done. */
export async function checkAgain(page: Page): Promise<void> {
    await page.getByRole('button', {name: 'Check again'}).click();
    await page.getByText(/^Checked\. /).waitFor({state: 'attached'});
}
