/** The demo's `fips-agent`: the real one. What it would write to /opt goes into the demo's folder (DEMO_AGENT_DIR). */
import {pathToFileURL} from 'node:url';
import {SOURCE_BIN} from '../agent/run_agent.ts';

const [node = '', , command = '', ...rest] = process.argv;
const folder = process.env['DEMO_AGENT_DIR'] ?? '';
const isOwn = ['init', 'uninstall'].includes(command) && !rest.includes('--agent-dir');
process.argv = [node, SOURCE_BIN, command, ...(isOwn ? ['--agent-dir', folder] : []), ...rest].filter(Boolean);
await import(pathToFileURL(SOURCE_BIN).href);
