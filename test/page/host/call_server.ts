/** Asks the server with the session of the browser, as the console's own client does. Throws with the server's words. */
export async function callServer(method: 'GET' | 'PUT', path: string, body?: unknown): Promise<unknown> {
    const base = document.documentElement.dataset['basename'] ?? '';
    const response = await fetch(`${base}/api/v4${path}`, {
        method,
        headers: {'X-Requested-With': 'XMLHttpRequest', 'Content-Type': 'application/json'},
        ...(body === undefined ? {} : {body: JSON.stringify(body)}),
    });
    const json: unknown = await response.json();
    if (!response.ok) {
        throw new Error(String((json as {message?: unknown}).message));
    }
    return json;
}
