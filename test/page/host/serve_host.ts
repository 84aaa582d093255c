import {basename} from 'node:path';
import type {HostBundles} from './build_host.ts';
import {CONSOLE_PAGES, OWN_PATH} from './console_pages.ts';

/** As the real server sends it outside development builds (web/handlers.go): no eval, no inline script. */
const SECURITY_POLICY = "frame-ancestors 'self'; script-src 'self'";

/** Where the server gives out what lies beside the plugin's bundle. */
const PLUGIN_PATH = '/static/plugins/fips-readiness/';

/** Where the plugin's page stands in the console. */
export const PAGE_PATH = `/admin_console/${OWN_PATH}`;

/** Every page of the console that is drawn. */
const PATHS = new Set([PAGE_PATH, ...Object.keys(CONSOLE_PAGES).map((path) => `/admin_console/${path}`)]);

/**
 * Answers everything around the API, for the stand-in's `fallback`: the console on React 18, or on 19 with `?react=19`;
 * English, or German with `?lang=de`.
 * `subpath` as the server's own.
 */
export function makeHostFallback(bundles: HostBundles, subpath = ''): (request: Request) => Response | undefined {
    return (request) => {
        const url = new URL(request.url);
        const major = url.searchParams.get('react') === '19' ? 19 : 18;
        const path = url.pathname.slice(subpath.length);
        if (PATHS.has(path)) {
            const language = url.searchParams.get('lang') === 'de' ? 'de' : 'en';
            return answer(printDocument(major, subpath, language), 'text/html; charset=utf-8');
        }
        switch (path) {
            case '/static/host_18.js':
                return answer(bundles[18], 'text/javascript');
            case '/static/host_19.js':
                return answer(bundles[19], 'text/javascript');
            case '/static/host.css':
                return answer(bundles.style, 'text/css');
            case `${PLUGIN_PATH}${basename(path)}`: {
                const script = bundles.plugin.get(basename(path));
                return script === undefined ? undefined : answer(script, 'text/javascript');
            }
            default:
                // The browser asks for it at the origin, whatever the base path.
                return url.pathname === '/favicon.ico' ? new Response(null, {status: 204}) : undefined;
        }
    };
}

function answer(body: string, type: string): Response {
    return new Response(body, {headers: {'Content-Type': type, 'Content-Security-Policy': SECURITY_POLICY}});
}

function printDocument(major: 18 | 19, subpath: string, language: 'de' | 'en'): string {
    return `<!doctype html>
<html lang="${language}" data-basename="${subpath}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>FIPS Readiness - System Console</title>
<link rel="stylesheet" href="${subpath}/static/host.css">
<script defer src="${subpath}/static/host_${major}.js"></script>
<script defer src="${subpath}${PLUGIN_PATH}main.js"></script>
</head>
<body class="console__body"><div id="root"></div></body>
</html>
`;
}
