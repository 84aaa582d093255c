/** What the page needs of plugin.json; a test holds it to that file, which is the only place to change it. */
export const PLUGIN = {id: 'fips-readiness', version: '0.1.0'} as const;
