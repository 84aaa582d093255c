import {makeMessages} from './messages.ts';

/** What the page says of evidence reports. ICU message syntax, English. */
const REPORT_WORDS = {
    'report.lead':
        'The agent looks at this site again, adds {runId, select, none {the time} other {the journal of run {runId}}}, and signs the report with its own key. This changes nothing and takes up to a minute or two.',
    'report.ask': 'Ask for a report',
    'report.again': 'Ask for a new report',
    'report.made': 'Made {at}. Signed with the agent’s key {fingerprint}.',
    'report.json': 'Download, signed (JSON)',
    'report.html': 'Download to print (HTML)',
    'report.english': 'The report is in English, whatever language this console has.',
    'report.broken':
        'The report that came does not fit together, so it cannot be downloaded here. Ask for a new one; if the result is the same, run the first of the report commands below on the host.',
    'report.check': 'Anyone who gets the signed report can check it with this command',
    'report.host': 'The same in a terminal on the host, also while Mattermost is down',
} as const;

export type ReportWord = keyof typeof REPORT_WORDS;

export const REPORT_MESSAGES = makeMessages({}, REPORT_WORDS);
