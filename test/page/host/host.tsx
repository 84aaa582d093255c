import React from 'react';
import type {ComponentType} from 'react';
import * as ReactDOM from 'react-dom';
import {createRoot} from 'react-dom/client';
import * as ReactIntl from 'react-intl';
import * as ReactRedux from 'react-redux';
import * as Redux from 'redux';
import {Console} from './console.tsx';

/** What the host keeps of a plugin: its page and its words. */
type Registered = {component: ComponentType | undefined; messages: Readonly<Record<string, string>>};

type Plugin = {readonly initialize: (registry: object) => void};

const plugins = new Map<string, Registered>();
const locale = document.documentElement.lang || 'en';

/** What a console of 11.x and 12.x puts on window, as far as the page uses it (webapp/channels/src/plugins/export.ts). */
Object.assign(window, {
    React,
    ReactDOM,
    ReactIntl,
    ReactRedux,
    Redux,
    basename: document.documentElement.dataset['basename'] ?? '',
    registerPlugin: (id: string, plugin: Plugin) => {
        const registered: Registered = {component: undefined, messages: {}};
        plugin.initialize({
            registerAdminConsoleCustomSetting: (_key: string, component: ComponentType) => {
                registered.component = component;
            },
            registerTranslations: (get: (locale: string) => Record<string, string>) => {
                registered.messages = get(locale);
            },
        });
        plugins.set(id, registered);
        draw();
    },
});

/** The console's store, as far as the page selects from it: who is signed in. */
const store = Redux.legacy_createStore(() => ({
    entities: {users: {currentUserId: 'me', profiles: {me: {id: 'me', timezone: undefined}}}},
}));

const element = document.getElementById('root');
const root = element ? createRoot(element) : undefined;

function draw(): void {
    const messages = Object.assign({}, ...[...plugins.values()].map((plugin) => plugin.messages)) as Record<
        string,
        string
    >;
    const component = [...plugins.values()].find((plugin) => plugin.component)?.component;
    document.documentElement.dataset['react'] = React.version;
    root?.render(
        <ReactRedux.Provider store={store}>
            <ReactIntl.IntlProvider locale={locale} messages={messages} textComponent="span">
                <Console page={component} />
            </ReactIntl.IntlProvider>
        </ReactRedux.Provider>,
    );
}

draw();
