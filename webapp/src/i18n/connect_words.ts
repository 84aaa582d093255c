import {makeMessages} from './messages.ts';

/** What the page says while an agent is connected or disconnected. ICU message syntax, English. */
const CONNECT_WORDS = {
    'connect.title': 'Connect the agent',
    'connect.lead':
        'The agent is a small program that runs next to Mattermost. It sees what a browser cannot: containers, images, the Compose files, and whether a password is long enough.',
    'connect.may':
        'It reads and reports, and changes nothing in the deployment. Passwords never leave its host, not even their length: only “too short” or “long enough”.',
    'connect.rights':
        'It uses the Docker socket, which amounts to root access to that host. It only makes outgoing connections; no port is opened.',
    'connect.optional':
        'Without it, Check covers everything the server itself reports, and the runbook there guides you through the move by hand.',
    'connect.first.title': 'With one command',
    'connect.first.text':
        'Run this on the host of the deployment, in the folder of its Compose project (for a single container: in any folder). It names each change and asks before making it.',
    'connect.first.after': 'This page shows automatically when it is done.',
    'connect.second.title': 'Or from here, in three steps',
    'connect.second.text':
        'For hosts where local mode is off, or if you prefer to create the bot with your own session.',
    'connect.step1': 'Bot and channel',
    'connect.step2': 'Run the agent',
    'connect.step3': 'Wait for its first message',
    'connect.state.done': 'done',
    'connect.state.now': 'now',
    'connect.state.later': 'later',
    'connect.setup.start': 'Show the changes',
    'connect.setup.lead': 'These changes are made with your session, one after the other. Nothing else is changed.',
    'connect.setup.allow_bots': 'Allow bot accounts for a moment (EnableBotAccountCreation), then restore the setting',
    'connect.setup.bot': 'Create the bot account @{name}, with the rights of an ordinary user',
    'connect.setup.team': 'Create the invite-only team {name}',
    'connect.setup.channel': 'Create the private channel {name} in it',
    'connect.setup.members': 'Add the bot and the system admins: {names}',
    'connect.setup.token': 'Create an access token for the bot, shown once',
    'connect.setup.save': 'Save the bot and the channel in the settings of this plugin',
    'connect.setup.go': 'Make these changes',
    'connect.setup.working': 'Working…',
    'connect.setup.failed':
        'Stopped at: {step}. {problem} The steps before it stay done; try again to continue from here.',
    'connect.setup.done': 'The bot and the channel are ready.',
    'connect.setup.step_done': 'done',
    'connect.token.title': 'The bot’s token, shown only once',
    'connect.token.text': 'Put it into a file that only root can read. This page forgets it when you leave.',
    'connect.token.gone':
        'The token was shown once and is not kept here. If you do not have it, create a new one; the old one is revoked.',
    'connect.token.renew': 'Create a new token',
    'connect.token.plain_http':
        'This site uses plain HTTP: the token can be read on its way to you. The one command above does not have this problem.',
    'connect.run.keep_token': 'Save the token in its file: run this, paste the token, then press Enter and Ctrl-D',
    'connect.run.settings': 'Write the settings (read-only mode)',
    'connect.run.start':
        'Start the agent, in the folder of the Compose project (for a single container: in any folder)',
    'connect.wait.text': 'The agent sends its first message within a minute of its start. This page is waiting for it.',
    'connect.wait.found': 'An agent has sent its first message:',
    'connect.wait.facts': 'version {version}, {mode}, {name}',
    'connect.wait.compare': 'Compare this key with the one on its host. Run there:',
    'connect.wait.why': 'From then on, this page trusts only this key, even if somebody else can post as the bot.',
    'connect.wait.confirm': 'They are the same',
    'connect.wait.differs': 'If they differ, somebody else is posting in this channel: disconnect and start again.',
    'connect.fingerprint': 'Key of the agent',
    'connect.bot_maker': 'The bot @{bot} was created by @{maker}: it stops working when that account is deactivated.',
    'connect.bot_own': 'The bot @{bot} is owned by itself: it keeps working when admins leave.',
    'connect.disconnect': 'Disconnect…',
    'connect.disconnect.lead': 'This removes what was created for the agent. Accepted risks stay.',
    'connect.disconnect.tokens': 'Revoke the bot’s tokens',
    'connect.disconnect.bot': 'Disable the bot',
    'connect.disconnect.channel': 'Archive the channel',
    'connect.disconnect.team': 'Archive the team',
    'connect.disconnect.save': 'Remove the bot, channel and key from the settings of this plugin',
    'connect.disconnect.host': 'On the host, fips-agent uninstall removes the agent itself.',
    'connect.disconnect.go': 'Disconnect',
    'connect.disconnect.failed': 'Stopped at: {step}. {problem} Try again to continue from here.',
    'connect.disconnect.done': 'Disconnected.',
} as const;

export type ConnectWord = keyof typeof CONNECT_WORDS;

export const CONNECT_MESSAGES = makeMessages({}, CONNECT_WORDS);
