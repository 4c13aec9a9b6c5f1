package dev.countersign.gateway.listener;

import dev.countersign.gateway.loop.Watch;
import dev.countersign.gateway.upstream.UpstreamPool;

/** What belongs to one event loop. */
record Worker(Watch watch, UpstreamPool upstreams) {}
