/** An override file's text that raises the one setting that the FIPS image refuses by default. */
export const LONG_ENOUGH_TEXT =
    'services:\n  mattermost:\n    environment:\n      MM_PASSWORDSETTINGS_MINIMUMLENGTH: "14"\n';
