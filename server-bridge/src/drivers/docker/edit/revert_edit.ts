import type {FileEdit} from './image_edit.ts';

/**
 * `text` with an edit's own lines put back, whatever else somebody has changed in it since. Unchanged where the edit was never
 * made, or was reverted already. Undefined where a line of the edit is in it neither as it was nor as it was made, or cannot
 * be told from its likes. Pure; line ends stay as they are.
 */
export function revertEdit(text: string, {before, after}: FileEdit): string | undefined {
    if (text === before || text === after) {
        return before;
    }
    const [old, made, lines] = [before, after, text].map((one) => one.split('\n')) as [string[], string[], string[]];
    if (old.length !== made.length) {
        return undefined;
    }
    for (const [index, line] of made.entries()) {
        const original = old[index];
        if (original === undefined || original === line) {
            continue;
        }
        const places = findPlaces(lines, line);
        if (places.length > 0 && places.length === findPlaces(made, line).length) {
            const nth = findPlaces(made.slice(0, index), line).length;
            const place = places[nth] ?? -1;
            lines[place] = original;
            // One that was put back must not be counted as its likes again.
            made[index] = original;
        } else if (places.length > 0 || findPlaces(lines, original).length === 0) {
            return undefined;
        }
    }
    return lines.join('\n');
}

function findPlaces(lines: readonly string[], wanted: string): readonly number[] {
    return lines.flatMap((line, index) => (line === wanted ? [index] : []));
}
