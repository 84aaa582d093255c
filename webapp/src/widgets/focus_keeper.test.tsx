import React, {useState} from 'react';
import {render, screen, waitFor} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {FocusKeeper} from './focus_keeper.tsx';

function Sample() {
    const [open, setOpen] = useState(false);
    const [gone, setGone] = useState(false);
    return (
        <>
            <button type="button">Outside</button>
            <FocusKeeper className="sample">
                <button type="button">First</button>
                <div>
                    {open ? (
                        <p>
                            <input aria-label="Why" />
                            <button type="button" onClick={() => setOpen(false)}>
                                Cancel
                            </button>
                        </p>
                    ) : (
                        <button type="button" onClick={() => setOpen(true)}>
                            Open
                        </button>
                    )}
                </div>
                {!gone && (
                    <button type="button" onClick={() => setGone(true)}>
                        Dismiss
                    </button>
                )}
            </FocusKeeper>
        </>
    );
}

const focused = () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent;

it('goes into a form that takes the place of its button, and back', async () => {
    render(<Sample />);
    await userEvent.click(screen.getByRole('button', {name: 'Open'}));
    await waitFor(() => expect(focused()).toBe('Why'));
    await userEvent.click(screen.getByRole('button', {name: 'Cancel'}));
    await waitFor(() => expect(focused()).toBe('Open'));
});

it('goes to what is still there when nothing comes in its place', async () => {
    render(<Sample />);
    await userEvent.click(screen.getByRole('button', {name: 'Dismiss'}));
    await waitFor(() => expect(focused()).toBe('First'));
});

it('leaves the focus alone that somebody has put elsewhere', async () => {
    render(<Sample />);
    screen.getByRole('button', {name: 'Dismiss'}).focus();
    await userEvent.click(screen.getByRole('button', {name: 'Outside'}));
    expect(focused()).toBe('Outside');
});
