import {jest} from '@jest/globals';
import {render, screen, waitFor} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import {signEvidence, verifyEvidence} from '@fips-readiness/core';
import type {Evidence} from '@fips-readiness/core';
import {makeEvidence, makeEvidenceRun} from '../../../test/samples/evidence.ts';
import {RUN_ID, runReply, SUCCEEDED, timeEvents} from '../../../test/samples/run.ts';
import {DrawnPage} from '../testing/draw_page.tsx';
import {KEYS, makeReplyPosts} from '../testing/fake_server.ts';
import type {FakeServer} from '../testing/fake_server.ts';
import {findAccessibilityProblems} from '../testing/find_accessibility_problems.ts';
import {openStep} from '../testing/open_step.ts';
import {makeReadyServer, readRequests} from '../testing/ready_server.ts';

jest.setTimeout(30_000);

/** Files the page has handed to the browser: name, type and text. */
let files: {name: string; type: string; text: Promise<string>}[] = [];
beforeEach(() => {
    files = [];
    const blobs: Blob[] = [];
    URL.createObjectURL = (blob) => `blob:${blobs.push(blob as Blob) - 1}`;
    URL.revokeObjectURL = () => undefined;
    jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
        const blob = blobs[Number(this.href.replace('blob:', ''))];
        files.push({name: this.download, type: blob?.type ?? '', text: blob?.text() ?? Promise.resolve('')});
    });
});
afterEach(() => jest.restoreAllMocks());

const evidenceReply = (evidence: Evidence, runId: string) => ({
    kind: 'evidence',
    runId,
    evidence,
    signature: signEvidence(evidence, KEYS.secret),
});

/** The page of a site after a run; the agent answers the question for a report with `body`. */
async function draw(body: (runId: string) => object, isAdmin = true): Promise<FakeServer> {
    const fake = makeReadyServer();
    fake.state.posts.push(...makeReplyPosts(runReply(timeEvents(SUCCEEDED)), '', KEYS.secret));
    const {onRequest} = fake.state;
    fake.state.onRequest = (post) => {
        onRequest?.(post);
        if (post.message.includes('"kind":"report"')) {
            fake.state.posts.push(...makeReplyPosts(body(RUN_ID), post.id, KEYS.secret, {create_at: Date.now() + 1}));
        }
    };
    if (!isAdmin) {
        fake.state.me = {...fake.state.me, roles: 'system_read_only_admin'};
    }
    render(<DrawnPage server={fake.server} />);
    await screen.findByRole('heading', {level: 2});
    await openStep('Verify');
    return fake;
}

async function askForReport(): Promise<void> {
    await userEvent.click(await screen.findByRole('button', {name: /^Evidence report/}));
    const ask = await screen.findByRole('button', {name: 'Ask for a report'});
    await waitFor(() => expect(ask).not.toHaveAttribute('aria-disabled', 'true'));
    await userEvent.click(ask);
}

it('a signed report comes whole, to keep and to print, and says what it is about', async () => {
    const evidence = makeEvidence({run: {...makeEvidenceRun()}});
    const fake = await draw((runId) => evidenceReply(evidence, runId));
    await askForReport();
    await userEvent.click(await screen.findByRole('button', {name: 'Download, signed (JSON)'}));
    await userEvent.click(screen.getByRole('button', {name: 'Download to print (HTML)'}));
    expect(readRequests(fake)).toContainEqual(expect.objectContaining({kind: 'report', runId: RUN_ID}));
    const [signed, printable] = files;
    expect(signed?.name).toMatch(/^fips-readiness-evidence-\d{4}-\d\d-\d\d\.json$/);
    expect(verifyEvidence((await signed?.text) ?? '')).toMatchObject({code: 'consistent', broken: []});
    expect(printable?.type).toBe('text/html;charset=utf-8');
    const html = (await printable?.text) ?? '';
    expect(html).toContain('<td>Runs a FIPS build.</td>');
    expect(html).toContain('CHG-1042');
    expect(html).not.toMatch(/<script|evidence\.[a-z_]+</);
    expect(screen.getByText(/^Made .*Signed with the agent’s key/)).toBeVisible();
    expect(screen.getByText(/verify-report evidence\.json --key [0-9a-f]{32}$/)).toBeVisible();
    expect(await findAccessibilityProblems(document.body)).toEqual([]);
});

it('a report that does not fit together is not handed over', async () => {
    const evidence = makeEvidence();
    await draw((runId) => ({...evidenceReply(evidence, runId), evidence: {...evidence, statement: 'not_proved'}}));
    await askForReport();
    expect(await screen.findByText(/does not fit together/)).toBeVisible();
    expect(screen.queryByRole('button', {name: /^Download, signed/})).toBeNull();
});

it('a refusal is said, and the way on the host stays', async () => {
    await draw(() => ({kind: 'refused', reason: 'report_too_large', moved: []}));
    await askForReport();
    expect(await screen.findByText(/too large for the queue/)).toBeVisible();
    expect(screen.getByText(new RegExp(`^fips-agent report ${RUN_ID.slice(0, 8)} --out evidence.json`))).toBeVisible();
});

it('whoever may not ask is offered none', async () => {
    await draw((runId) => evidenceReply(makeEvidence(), runId), false);
    expect(screen.queryByRole('button', {name: /^Evidence report/})).toBeNull();
});
