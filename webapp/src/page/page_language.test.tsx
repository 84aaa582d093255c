import {render, screen} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import {CATALOGUE} from '../i18n/catalogue.ts';
import {loadTranslation} from '../i18n/load_translation.ts';
import {DrawnPage} from '../testing/draw_page.tsx';
import {makeFakeServer} from '../testing/fake_server.ts';
import {findAccessibilityProblems} from '../testing/find_accessibility_problems.ts';

const GERMAN = await loadTranslation('de');

/** English sentences that say something else in German; two words alone may be part of a source's title. */
const ENGLISH = Object.entries(CATALOGUE)
    .filter(([id, text]) => GERMAN[id] !== text && !text.includes('{') && / .* /.test(text))
    .map(([, text]) => text);

it('speaks German in every view, and no English between', async () => {
    const {container} = render(<DrawnPage server={makeFakeServer().server} locale="de" translation={GERMAN} />);
    expect(await screen.findByRole('heading', {level: 2, name: 'Noch nicht bereit: 1 Blocker'})).toBeVisible();
    expect(screen.getByText('Kein Agent verbunden')).toBeVisible();
    for (const step of ['Verbinden', 'Prüfen', 'Plan', 'Wechsel', 'Verifizieren']) {
        await userEvent.click(screen.getByRole('link', {name: new RegExp(`^${step}`)}));
        expect(container.querySelector('[aria-current="page"]')).toHaveTextContent(step);
        const spoken = container.textContent;
        expect(ENGLISH.filter((text) => spoken.includes(text))).toEqual([]);
        expect(await findAccessibilityProblems(container)).toEqual([]);
    }
});
