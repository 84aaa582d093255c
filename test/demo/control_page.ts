import {PAGE_PATH} from '../page/host/serve_host.ts';
import {START_FAULTS, readStartFault} from './start_fault.ts';
import type {StartFault} from './start_fault.ts';

/** Where the demo's own page stands: beside the site, so it answers while that is down. */
export const CONTROL_PATH = '/demo';

/** What somebody may do to the deployment as its makers of trouble and its admins would. */
export type Controls = {
    readonly readFault: () => StartFault;
    readonly chooseFault: (fault: StartFault) => void;
    /** The starts that can be chosen. */
    readonly faults: readonly StartFault[];
    /** What stands in the way of the FIPS image is mended by hand, as the page says it; `mends` says what that does. */
    readonly mend: () => Promise<void>;
    readonly mends: string;
};

/** Answers CONTROL_PATH; undefined for any other path. */
export async function answerControl(request: Request, controls: Controls): Promise<Response | undefined> {
    if (new URL(request.url).pathname !== CONTROL_PATH) {
        return undefined;
    }
    if (request.method !== 'POST') {
        return new Response(printPage(controls), {headers: {'Content-Type': 'text/html; charset=utf-8'}});
    }
    const form = new URLSearchParams(await request.text());
    const fault = readStartFault(form.get('fault') ?? '');
    if (fault && controls.faults.includes(fault)) {
        controls.chooseFault(fault);
    }
    if (form.has('mend')) {
        await controls.mend();
    }
    return new Response(null, {status: 303, headers: {Location: CONTROL_PATH}});
}

function printPage({readFault, faults, mends}: Controls): string {
    const chosen = readFault();
    const choices = faults.map(
        (fault) =>
            `<label><input type="radio" name="fault" value="${fault}"${fault === chosen ? ' checked' : ''}> ${START_FAULTS[fault]}</label><br>`,
    );
    return `<!doctype html><html lang="en"><meta charset="utf-8"><title>The demo's controls</title>
<body style="font: 16px/1.6 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem">
<h1>The demo's controls</h1>
<p>This page belongs to the demo, not to FIPS Readiness. It stays while Mattermost is down. <a href="${PAGE_PATH}">FIPS Readiness</a></p>
<h2>How the FIPS image starts</h2>
<form method="post">
${choices.join('\n')}
<button>Start it so</button>
</form>
<p>Chosen now: <strong>${START_FAULTS[chosen]}</strong>. A start that goes wrong is rolled back; after that it starts well again.</p>
<h2>Mend by hand</h2>
<form method="post"><input type="hidden" name="mend" value="yes">
<p>${mends}</p>
<button>Mend it</button>
</form>
</body></html>
`;
}
