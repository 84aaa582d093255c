import React from 'react';
import type {ComponentType} from 'react';
import {CONSOLE_PAGES, OWN_PATH} from './console_pages.ts';
import {PluginSetting} from './plugin_setting.tsx';
import {SettingPage} from './setting_page.tsx';

const BASE = '/admin_console/';
const OWN_TITLE = 'FIPS Readiness';

/** What the sidebar lists: every page there is here, ours at the end of its group. */
const ITEMS: readonly (readonly [path: string, group: string, title: string])[] = [
    ...Object.entries(CONSOLE_PAGES).map(([path, {group, title}]) => [path, group, title] as const),
    [OWN_PATH, 'Plugins', OWN_TITLE],
];

/** The console around a plugin's page: schema_admin_settings.tsx as far as it can touch what is in it. */
export function Console({page}: {readonly page: ComponentType | undefined}) {
    const base = document.documentElement.dataset['basename'] ?? '';
    const path = window.location.pathname.slice((base + BASE).length);
    const other = CONSOLE_PAGES[path];
    return (
        <>
            <header className="backstage-navbar">
                <a className="backstage-navbar__back" href={`${base}/`}>
                    ‹ Back
                </a>
            </header>
            <Sidebar base={base} path={path} />
            <main className="admin-console">
                <div className="wrapper--fixed">
                    <div className="admin-console__header">{other?.title ?? OWN_TITLE}</div>
                    {other ? <SettingPage page={other} /> : <PluginSetting page={page} />}
                </div>
            </main>
        </>
    );
}

function Sidebar({base, path}: {readonly base: string; readonly path: string}) {
    const groups = [...new Set(ITEMS.map(([, group]) => group))];
    return (
        <div className="admin-sidebar">
            <div className="AdminSidebarHeader">
                <strong>System Console</strong>
                <span>@admin</span>
            </div>
            <nav aria-label="System Console Menu">
                {groups.map((group) => (
                    <React.Fragment key={group}>
                        <h4>{group}</h4>
                        <ul>
                            {ITEMS.filter((item) => item[1] === group).map(([to, , title]) => (
                                <li key={to} className={to === path ? 'active' : ''}>
                                    <a href={`${base}${BASE}${to}${window.location.search}`}>{title}</a>
                                </li>
                            ))}
                        </ul>
                    </React.Fragment>
                ))}
            </nav>
        </div>
    );
}
