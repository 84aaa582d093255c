import type {Speak} from '../words/speak.ts';
import type {ReadinessReport} from './readiness_report.ts';

/** The report's one sentence. */
export function speakVerdict({verdict, direction}: ReadinessReport, speak: Speak): string {
    const back = direction === 'to_standard' && verdict.code !== 'not_ready' ? '_standard' : '';
    const {fail, unknown} = verdict.counts;
    const [cured] = verdict.cured ?? [];
    if (verdict.code === 'ready' && cured !== undefined) {
        return speak(`verdict.ready_cured.${cured}`);
    }
    return speak(`verdict.${verdict.code}${back}`, {blockers: fail, unknown});
}
