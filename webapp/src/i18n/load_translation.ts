/** Messages of one language by id, as in `webapp/i18n/<locale>.json`. */
export type Translation = Readonly<Record<string, string>>;

type TranslationFile = {readonly default: Translation};

/**
 * The page's messages in a language of the host (`de`, `pt-BR`): its own file, or that of the language without a region.
 * Nothing where there is none, and nothing where it cannot be fetched: English stands in, which the page has itself.
 */
export async function loadTranslation(locale: string): Promise<Translation> {
    const names = new Set([locale, locale.split('-')[0] ?? '']);
    names.delete('en');
    for (const name of names) {
        try {
            return (await importFile(name)).default;
        } catch {
            // There is no such file, or it did not arrive.
        }
    }
    return {};
}

/** Every file of the folder is a script of its own: the next language needs no code. */
async function importFile(name: string): Promise<TranslationFile> {
    return (await import(
        /* webpackChunkName: 'i18n-[request]', webpackExclude: /\/en\.json$/ */ `../../i18n/${name}.json`,
        {with: {type: 'json'}}
    )) as TranslationFile;
}
