import axe from 'axe-core';

// jsdom has no canvas and would say so at every call; axe takes null for an answer.
HTMLCanvasElement.prototype.getContext = () => null;

/** What axe finds in the page, one line each. Colours need a browser and are looked at in its lane. */
export async function findAccessibilityProblems(element: Element): Promise<readonly string[]> {
    const {violations} = await axe.run(element, {
        rules: {'color-contrast': {enabled: false}, region: {enabled: false}},
    });
    return violations.map(({id, nodes}) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
}
