# What both variants share: Node with its libraries and the stand-in's bundle. As the real image: no shell, uid 2000.
FROM scratch
COPY system/ /
COPY --chown=2000:2000 mattermost/ /mattermost/
ENV PATH=/mattermost/bin MM_INSTALL_TYPE=docker MM_SERVICESETTINGS_ENABLELOCALMODE=true
USER 2000
WORKDIR /mattermost
VOLUME /mattermost/data /mattermost/logs /mattermost/config /mattermost/plugins /mattermost/client/plugins
EXPOSE 8065 8067 8074 8075
HEALTHCHECK --interval=30s --timeout=10s CMD ["/mattermost/bin/mmctl", "system", "status", "--local"]
CMD ["/mattermost/bin/mattermost"]
