import {screen} from '@testing-library/react';
import userEvent from '@testing-library/user-event';

/** Opens the view of a step, by its name in the journey bar. */
export async function openStep(name: 'Connect' | 'Check' | 'Plan' | 'Swap' | 'Verify'): Promise<void> {
    const link = {name: new RegExp(`^${name}\\b`)};
    await userEvent.click(screen.getByRole('link', link));
    await screen.findByRole('link', {...link, current: 'page'});
}
