import {screen, waitFor} from '@testing-library/react';
import userEvent from '@testing-library/user-event';

/** Opens the view of a step, by its name in the journey bar. */
export async function openStep(name: 'Connect' | 'Check' | 'Plan' | 'Swap' | 'Verify'): Promise<void> {
    const link = {name: new RegExp(`^${name}\\b`)};
    await userEvent.click(screen.getByRole('link', link));
    await screen.findByRole('link', {...link, current: 'page'});
    await waitForParts();
}

/** Waits for the page's first words, and for the parts that are scripts of their own. */
export async function waitForPage(): Promise<void> {
    await screen.findByRole('heading', {level: 2});
    await waitForParts();
}

async function waitForParts(): Promise<void> {
    await waitFor(() => {
        if (screen.queryByText('Loading…')) {
            throw new Error('a part of the page is still loading');
        }
    });
}
