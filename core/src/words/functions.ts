/** Core functions proved by the agent's bot in its channel. ICU message syntax, English. */
export const FUNCTION_WORDS = {
    'function.title': 'Core functions, tested by the agent’s bot in its own channel',
    'function.none':
        'This agent does not have a bot here (TOKEN_FILE is not set), so it cannot test them. To connect it, run fips-agent init.',
    'function.message.title': 'Message',
    'function.message.ok': 'Posted and read back.',
    'function.upload.title': 'Upload',
    'function.upload.ok': '64 KiB uploaded, attached and downloaded; the bytes are identical.',
    'function.search.title': 'Search',
    'function.search.ok': 'The message was found.',
    'function.thread.title': 'Thread',
    'function.thread.ok': 'The reply is in the thread.',
    'function.reaction.title': 'Reaction',
    'function.reaction.ok': 'Added, read and removed.',
    'function.websocket.title': 'WebSocket',
    'function.websocket.ok': 'The message arrived at once.',
    'function.took': '{sentence} ({ms} ms)',
    'function.reason.unreachable': 'The server did not answer the bot as Mattermost should.',
    'function.reason.unauthorized':
        'The server does not accept the bot’s token: it was revoked, has expired, or the account that created the bot was deactivated. To create a new one, run fips-agent init.',
    'function.reason.refused':
        'The server does not allow this for the bot: check the permissions of its channel and scheme.',
    'function.reason.unavailable': 'The server failed to do it: its log says why.',
    'function.reason.differs': 'What was read is not what was sent.',
    'function.reason.late': 'Not found in time: the search index is behind or not running.',
    'function.reason.not_heard':
        'No event arrived: the server’s WebSocket does not work, or a proxy in between does not forward it.',
    'function.reason.left_behind':
        'It works, but the test post could not be deleted: delete it in the agent’s channel.',
    'function.reason.not_permitted': 'Switched off on this server.',
    'function.reason.no_message': 'Not tested: there was no message to test it with.',
    'function.reason.token_unreadable':
        'Not tested: the file with the bot’s token cannot be read, or others can read it.',
    'function.reason.unexpected': 'Not finished: the agent has a bug; the details are in the run’s folder.',
    'function.reason.stopped': 'Not tested: it was stopped before.',
    'function.post.message':
        'The agent is testing messages, search, threads and reactions. This message will be deleted right away. {marker}',
    'function.post.reply': 'A test reply, deleted right away. {marker}',
    'function.post.upload': 'The agent is testing file uploads. This message will be deleted right away. {marker}',
} as const;
