import {chromium} from 'playwright-core';
import type {Browser} from 'playwright-core';

/** A host name of its own, so that a page can stand on plain http somewhere that is not loopback. */
export const PLAIN_HTTP_HOST = 'chat.example.test';

/** Starts Debian's Chromium without a network of its own. Throws with what to install where there is none. */
export async function startBrowser(): Promise<Browser> {
    try {
        return await chromium.launch({
            executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
            args: [
                '--no-sandbox',
                '--disable-gpu',
                '--disable-background-networking',
                '--disable-component-update',
                '--disable-sync',
                `--host-resolver-rules=MAP ${PLAIN_HTTP_HOST} 127.0.0.1`,
            ],
        });
    } catch (error) {
        throw new Error('Chromium does not start. Install it (.ci/install.sh does), or name it: CHROMIUM=/path', {
            cause: error,
        });
    }
}
