/**
 * The text of an `.env` with some variables set or taken out (undefined), all other lines as they were. New ones go to the end.
 * For samples whose layout is known; the agent has its own, careful editor.
 */
export function withVariables(text: string, variables: Readonly<Record<string, string | undefined>>): string {
    let lines = text.trimEnd().split('\n');
    for (const [name, value] of Object.entries(variables)) {
        const index = lines.findIndex((line) => line.startsWith(`${name}=`));
        if (value === undefined) {
            lines = lines.filter((_, at) => at !== index);
        } else if (index === -1) {
            lines = [...lines, `${name}=${value}`];
        } else {
            lines = lines.with(index, `${name}=${value}`);
        }
    }
    return `${lines.join('\n')}\n`;
}
