import {spawn} from 'node:child_process';

/** Opens the address where a desktop exists; where it does not, or it fails, nothing happens: the address is printed anyway. */
export function openBrowser(url: string, env: Readonly<Record<string, string | undefined>>): void {
    const hasDesktop =
        process.platform === 'darwin' || env['DISPLAY'] !== undefined || env['WAYLAND_DISPLAY'] !== undefined;
    if (!hasDesktop || env['CI'] !== undefined || env['BROWSER'] === 'none') {
        return;
    }
    const child = spawn(process.platform === 'darwin' ? 'open' : 'xdg-open', [url], {stdio: 'ignore', detached: true});
    child.on('error', () => undefined);
    child.unref();
}
