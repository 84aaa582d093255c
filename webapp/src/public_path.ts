import {PLUGIN} from './plugin_manifest.ts';

declare global {
    /** Webpack's name for where further scripts are fetched from. */
    var __webpack_public_path__: string;
}

/** Where the server puts the plugin's files (public/plugin/environment.go, UnpackWebappBundle), below the site's own path. */
__webpack_public_path__ = `${(window.basename ?? '').replace(/\/+$/, '')}/static/plugins/${PLUGIN.id}/`;
