/** Fills the sentence `id` with values. The room that shows it brings the ICU formatter and the reader's locale. */
export type Speak = (id: string, values?: Readonly<Record<string, string | number | boolean>>) => string;

/** A room's voice where not every id has words: codes of a newer version are then shown as they are. */
export type Voice = {readonly speak: Speak; readonly knows: (id: string) => boolean};
