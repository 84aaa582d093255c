/**
 * Puts text on the clipboard; false where the browser does not let us. Plain-http sites have no `navigator.clipboard`:
 * there the old way through a selected text area still works.
 */
export async function copyText(text: string): Promise<boolean> {
    if (typeof navigator.clipboard?.writeText === 'function') {
        const done = await navigator.clipboard.writeText(text).then(
            () => true,
            () => false,
        );
        if (done) {
            return true;
        }
    }
    const focused = document.activeElement;
    const area = document.createElement('textarea');
    area.value = text;
    area.setAttribute('readonly', '');
    area.className = 'fr-hidden';
    document.body.append(area);
    try {
        area.select();
        return typeof document.execCommand === 'function' && document.execCommand('copy');
    } finally {
        area.remove();
        if (focused instanceof HTMLElement) {
            focused.focus();
        }
    }
}
