/** Core functions proved by the agent's bot in its channel. ICU message syntax, English. */
export const FUNCTION_WORDS = {
    'function.title': 'Core functions, proved by the agent’s bot in its own channel',
    'function.none': 'This agent has no bot here (no TOKEN_FILE), so it cannot try them: fips-agent init connects it.',
    'function.message.title': 'Message',
    'function.message.ok': 'Posted and read back.',
    'function.upload.title': 'Upload',
    'function.upload.ok': '64 KiB uploaded, attached and downloaded, byte for byte the same.',
    'function.search.title': 'Search',
    'function.search.ok': 'The message is found.',
    'function.thread.title': 'Thread',
    'function.thread.ok': 'A reply stands in the thread.',
    'function.reaction.title': 'Reaction',
    'function.reaction.ok': 'Added, read and removed.',
    'function.websocket.title': 'WebSocket',
    'function.websocket.ok': 'The message was told at once.',
    'function.took': '{sentence} ({ms} ms)',
    'function.reason.unreachable': 'The server did not answer the bot as Mattermost does.',
    'function.reason.unauthorized':
        'The server does not accept the bot’s token: it was revoked, has expired, or its maker was deactivated. fips-agent init makes a new one.',
    'function.reason.refused': 'The server refuses it to the bot: look at the permissions of channel and scheme.',
    'function.reason.unavailable': 'The server failed at it: its log says why.',
    'function.reason.differs': 'What came back is not what was sent.',
    'function.reason.late': 'Not found in time: the search index is behind, or does not run.',
    'function.reason.not_heard':
        'Nothing was told: the server’s WebSocket does not work, or something in between does not pass it.',
    'function.reason.left_behind':
        'It works, but what was posted could not be deleted again: delete it in the agent’s channel.',
    'function.reason.not_permitted': 'Switched off on this server.',
    'function.reason.no_message': 'Not tried: there was no message to try it on.',
    'function.reason.token_unreadable':
        'Not tried: the file with the bot’s token cannot be read, or others may read it.',
    'function.reason.unexpected':
        'Not tried to its end: the agent ran into a bug; what it saw is kept in the run’s folder.',
    'function.reason.stopped': 'Not tried: stopped before.',
    'function.post.message':
        'The agent proves that messages, search, threads and reactions work. This message is deleted right away. {marker}',
    'function.post.reply': 'A reply, deleted right away. {marker}',
    'function.post.upload': 'The agent proves that files work. This message is deleted right away. {marker}',
} as const;
