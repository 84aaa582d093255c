/** The web app's page and its script, where the server serves them; undefined for every other path. */
export function serveWebApp(request: Request, hasPage: () => boolean): Response | undefined {
    const {pathname} = new URL(request.url);
    if (pathname !== '/' && pathname !== '/static/main.js') {
        return undefined;
    }
    if (!hasPage()) {
        return new Response('404 page not found\n', {status: 404, headers: {'Content-Type': 'text/plain'}});
    }
    return pathname === '/'
        ? new Response('<!doctype html><script defer="defer" src="/static/main.js"></script>', {
              headers: {'Content-Type': 'text/html'},
          })
        : new Response('1', {headers: {'Content-Type': 'text/javascript'}});
}
