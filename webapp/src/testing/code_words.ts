/** What is typed or read literally, and so is the same in every language. */
const PATTERNS: readonly RegExp[] = [
    // Commands: the program with its subcommand.
    /\bfips-agent (?:apply|check|code|doctor|init|plan|rollback|status|uninstall)\b/g,
    /\bdocker (?:compose(?: (?:restart|up))?|info|logs fips-agent)\b/g,
    /\b(?:kubectl (?:describe(?: pod)?|get events|patch|rollout restart|set image)|mmctl plugin add)\b/g,
    // Options.
    /(?<![\w-])--?[a-z][a-z-]*/g,
    // Settings, variables, assignments.
    /\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?:=[\w.-]+)?\b/g,
    /\b[A-Z]+=[\w.-]+/g,
    /\b[a-z]+(?:_[a-z]+)+\b/g,
    /\b[A-Z][a-z]+(?:[A-Z][a-z]+)+\b/g,
    // Files, paths, fields, releases.
    /\b[\w-]+(?:[./][\w-]+)+\b/g,
    /`[^`]+`/g,
];

/** The commands, options, settings, files and fields that a sentence names. */
export function findCodeWords(text: string): readonly string[] {
    return PATTERNS.flatMap((pattern) => text.match(pattern) ?? []);
}
