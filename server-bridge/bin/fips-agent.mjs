#!/usr/bin/env -S node --disable-sigusr1 --report-exclude-env
