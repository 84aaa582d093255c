import {jest} from '@jest/globals';
import {copyText} from './copy_text.ts';

function setClipboard(clipboard: unknown): void {
    Object.defineProperty(navigator, 'clipboard', {value: clipboard, configurable: true});
}

afterEach(() => {
    setClipboard(undefined);
    Reflect.deleteProperty(document, 'execCommand');
});

it('uses the clipboard where there is one', async () => {
    const writeText = jest.fn(() => Promise.resolve());
    setClipboard({writeText});
    expect(await copyText('docker ps')).toBe(true);
    expect(writeText).toHaveBeenCalledWith('docker ps');
});

it('goes the old way on a plain-http site, and gives the focus back', async () => {
    const button = document.body.appendChild(document.createElement('button'));
    button.focus();
    let selected = '';
    Object.defineProperty(document, 'execCommand', {
        configurable: true,
        value: () => {
            selected = document.querySelector('textarea')?.value ?? '';
            return true;
        },
    });
    expect(await copyText('docker ps')).toBe(true);
    expect(selected).toBe('docker ps');
    expect(document.querySelector('textarea')).toBeNull();
    expect(document.activeElement).toBe(button);
});

it('says so where the browser allows neither', async () => {
    setClipboard({writeText: () => Promise.reject(new Error('denied'))});
    expect(await copyText('docker ps')).toBe(false);
});
