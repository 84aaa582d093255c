import type {Voice} from '../words/speak.ts';
import type {EventData} from './run_event.ts';

/**
 * An event's values as they are shown: codes among them are put into words, and each list comes with its length
 * (`<name>Count`). What a newer agent wrote and nobody knows stays as it is.
 */
export function speakData(data: EventData, voice: Voice): EventData {
    const said: Record<string, EventData[string]> = {};
    for (const [key, value] of Object.entries(data)) {
        said[key] = Array.isArray(value) ? value.map((one) => speakValue(key, one, data, voice)) : value;
        if (Array.isArray(value)) {
            said[`${key}Count`] = value.length;
        } else if (typeof value === 'string') {
            said[key] = speakValue(key, value, data, voice);
        }
    }
    return said;
}

function speakValue(key: string, value: string, data: EventData, {speak, knows}: Voice): string {
    switch (key) {
        case 'problem':
        case 'outcome': {
            const id = key === 'problem' ? `backup.problem.${value}` : `rehearsal.${value}.title`;
            return knows(id) ? speak(id) : value;
        }
        case 'cause': {
            const id = `pod.cause.${value}`;
            return knows(id) ? speak(id, {errorId: String(data['errorId'] ?? '')}) : value;
        }
        case 'layers': {
            const names = namesOfLayer(data, value).join(', ');
            return knows(`verify.${value}`)
                ? `${titleOf(value, {speak, knows})}: ${speak(`verify.${value}`, {names})}`
                : value;
        }
        case 'skipped':
            return titleOf(value, {speak, knows});
        default:
            return value;
    }
}

/** What a failed layer (`layer.reason`) names. Journals of before have one list for all of them. */
export function namesOfLayer(data: EventData, layer: string): readonly string[] {
    const own = data[`names_${layer.split('.')[0] ?? ''}`] ?? data['names'];
    return Array.isArray(own) ? own : [];
}

/** The title of a layer, out of `layer.reason`. */
function titleOf(value: string, {speak, knows}: Voice): string {
    const id = `verify.${value.split('.')[0] ?? ''}.title`;
    return knows(id) ? speak(id) : value;
}
