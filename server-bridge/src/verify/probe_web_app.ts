import {layer} from './layer.ts';
import type {LayerResult} from '@fips-readiness/core';

const TIMEOUT_MS = 5_000;
/** The page names its entry script; only a path on the same server is followed (security.md rule 11). */
const SCRIPT = /<script[^>]+src="([^":]*\/static\/[^"]+\.js)"/;

/** The page users load, and its script: an API that answers beside a dead web app is not a working site. */
export async function probeWebApp(baseUrl: string): Promise<LayerResult> {
    const page = await fetchText(`${baseUrl}/`);
    const path = page?.type.includes('html') === true ? SCRIPT.exec(page.text)?.[1] : undefined;
    const url = path === undefined ? null : URL.parse(path, `${baseUrl}/`);
    if (!url || url.origin !== new URL(baseUrl).origin) {
        return layer('web_app', 'failed', 'no_page');
    }
    const script = await fetchText(url.href);
    return script?.type.includes('javascript') === true && script.text.length > 0
        ? layer('web_app', 'ok', 'served')
        : layer('web_app', 'failed', 'no_script');
}

async function fetchText(url: string): Promise<{readonly type: string; readonly text: string} | undefined> {
    try {
        const response = await fetch(url, {redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS)});
        return response.ok
            ? {type: response.headers.get('content-type') ?? '', text: await response.text()}
            : undefined;
    } catch {
        return undefined;
    }
}
