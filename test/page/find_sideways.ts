import type {Page} from 'playwright-core';

/** Windows the page is looked at in. The console's sidebar takes 220 px of each, its margins 40: of 400 px 140 are left. */
export const WIDTHS = [320, 400, 768, 1400] as const;

/**
 * What reaches beyond the part of the console that is the page's, is cut off or squeezed into a column of letters; and by how
 * much the page scrolls sideways.
 */
export async function findSideways(page: Page): Promise<readonly string[]> {
    return page.evaluate(() => {
        const scrolls = document.querySelector('.admin-console__wrapper');
        const right = scrolls?.getBoundingClientRect().right ?? 0;
        const found = [...document.querySelectorAll('.fips-readiness *')].filter(
            (element) =>
                !element.closest('.fr-hidden') &&
                (element.getBoundingClientRect().right > right + 0.5 ||
                    (element.scrollWidth > element.clientWidth + 1 &&
                        getComputedStyle(element).overflowX !== 'visible')),
        );
        const squeezed = [...document.querySelectorAll('.fips-readiness :is(p, span, li, td, th, strong)')].filter(
            (element) => {
                const {width, height} = element.getBoundingClientRect();
                return window.innerWidth >= 400 && width < 40 && height > 100;
            },
        );
        const by = (scrolls?.scrollWidth ?? 0) - (scrolls?.clientWidth ?? 0);
        return [
            ...(by > 0 ? [`${by} px`] : []),
            ...[...found, ...squeezed].map(({className, textContent}) => `${className}: ${textContent}`),
        ];
    });
}
