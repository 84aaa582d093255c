import {makeHostFallback, PAGE_PATH} from '../page/host/serve_host.ts';
import {WEB_APP_SCRIPT} from '../mattermost/handlers/system.ts';
import type {Mattermost} from '../mattermost/server.ts';
import {STAND_IN_PASSWORD} from '../mattermost/world.ts';
import {answerControl} from './control_page.ts';
import type {Controls} from './control_page.ts';
import type {PageBuild} from './page_build.ts';

const PLUGIN_ID = 'fips-readiness';
const PLUGIN_FOLDER = 'webapp/dist/';

type Fallback = (request: Request) => Promise<Response | undefined>;

/** What the console needs of the demo, once that is there. */
export type ConsoleBackground = {readonly mattermost: Mattermost; readonly controls: Controls};

/**
 * The demo's System Console: draws the page that the running server has installed, and signs whoever opens it in as
 * `admin`. While the server is down only the demo's own controls answer. `find` answers undefined until all is there.
 */
export function makeConsole(host: PageBuild['host'], find: () => ConsoleBackground | undefined): Fallback {
    return async (request) => {
        const {mattermost, controls} = find() ?? {};
        if (!mattermost || !controls) {
            return undefined;
        }
        const control = await answerControl(request, controls);
        if (control || mattermost.world.faults.isDown) {
            return control ?? Response.error();
        }
        const {pathname, search} = new URL(request.url);
        if (pathname === '/') {
            return new Response(printEntry(search), {headers: {'Content-Type': 'text/html; charset=utf-8'}});
        }
        if (pathname === '/admin_console') {
            return new Response(null, {status: 302, headers: {Location: PAGE_PATH + search}});
        }
        const answer = makeHostFallback({...host, plugin: findScripts(mattermost)});
        const response = answer(request) ?? describeElsewhere(pathname);
        if (pathname === PAGE_PATH && !isSignedIn(mattermost, request)) {
            (await signIn(mattermost)).forEach((cookie) => response?.headers.append('Set-Cookie', cookie));
        }
        return response;
    };
}

/** The scripts of the page that the running server has installed, by file name. */
function findScripts({world}: Mattermost): ReadonlyMap<string, string> {
    const files = [...(world.installed.get(PLUGIN_ID)?.files ?? [])].filter(([path]) => path.startsWith(PLUGIN_FOLDER));
    return new Map(files.map(([path, bytes]) => [path.slice(PLUGIN_FOLDER.length), new TextDecoder().decode(bytes)]));
}

/** The web app's entry page, with the script the server serves beside it; a browser goes on to the console. */
function printEntry(search: string): string {
    const target = PAGE_PATH + (/^\?[\w=&]*$/.test(search) ? search.replaceAll('&', '&amp;') : '');
    return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Mattermost</title>
<meta http-equiv="refresh" content="0; url=${target}"><script defer src="${WEB_APP_SCRIPT}"></script>
<p><a href="${target}">FIPS Readiness</a></p></html>`;
}

function isSignedIn({world}: Mattermost, request: Request): boolean {
    const token = /(?:^|;\s*)MMAUTHTOKEN=([^;]+)/.exec(request.headers.get('Cookie') ?? '')?.[1];
    return world.state.sessions.some((session) => session.token === token);
}

async function signIn({url}: Mattermost): Promise<readonly string[]> {
    const response = await fetch(`${url}/api/v4/users/login`, {
        method: 'POST',
        headers: {'X-Requested-With': 'XMLHttpRequest'},
        body: JSON.stringify({login_id: 'admin', password: STAND_IN_PASSWORD}),
    });
    return response.headers.getSetCookie();
}

/** The console's other pages are not part of the demo: says so instead of an empty answer. */
function describeElsewhere(pathname: string): Response | undefined {
    if (!pathname.startsWith('/admin_console/') || !/^[\w/.-]+$/.test(pathname)) {
        return undefined;
    }
    const text = `<!doctype html><html lang="en"><title>Not part of the demo</title>
<p>The real System Console would open <code>${pathname}</code> here. The demo draws the page FIPS Readiness only.</p>
<p><a href="${PAGE_PATH}">Back to FIPS Readiness</a></p></html>`;
    return new Response(text, {status: 404, headers: {'Content-Type': 'text/html; charset=utf-8'}});
}
