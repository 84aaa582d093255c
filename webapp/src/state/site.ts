import {createContext, useContext} from 'react';

/** Where the console stands: the site's host name, and its base path ('' or `/chat`). */
export type Site = {readonly host: string; readonly url: string; readonly basePath: string; readonly isSecure: boolean};

export const SiteContext = createContext<Site>({host: '', url: '', basePath: '', isSecure: true});

/** The site this page belongs to. */
export function useSite(): Site {
    return useContext(SiteContext);
}

/** Makes the address of a console page below the site's base path. */
export function useSitePath(): (path: string) => string {
    const {basePath} = useSite();
    return (path) => `${basePath}${path}`;
}
