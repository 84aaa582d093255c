import type {AcceptedRisk} from '../facts/accepted_risk.ts';

/** An acceptance as the agent's file takes it: YAML whose values are JSON, so that no reason can become another setting. */
export function printAcceptedRisk({check, reason, why, by, at, serverVersion}: AcceptedRisk): readonly string[] {
    return ['ACCEPTED_RISKS:', `  - ${toAscii(JSON.stringify({check, reason, why, by, at, serverVersion}))}`];
}

/** Other characters as escapes: invisible ones are seen, and a terminal takes none for a command. */
function toAscii(text: string): string {
    return text.replace(/[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
