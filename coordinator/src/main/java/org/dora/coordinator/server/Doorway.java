package org.dora.coordinator.server;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What all connections of the port share on their way in. Connections that are no WebSocket yet
 * have places of their own, so that strangers never take those of authorized peers.
 */
final class Doorway {
  private static final AttributeKey<Boolean> INSIDE = AttributeKey.valueOf(Doorway.class, "inside");

  private final ServerSettings settings;
  private final Predicate<@Nullable String> authorization;
  private final Supplier<CompletableFuture<String>> metrics;
  private final Map<String, Route> routes;
  private final UpgradeRate rate;
  private final RefusalLog refusals;
  private final Semaphore strangers;

  Doorway(
      ServerSettings settings,
      Predicate<@Nullable String> authorization,
      Supplier<CompletableFuture<String>> metrics,
      Map<String, Route> routes,
      UpgradeRate rate,
      RefusalLog refusals) {
    this.settings = settings;
    this.authorization = authorization;
    this.metrics = metrics;
    this.routes = routes;
    this.rate = rate;
    this.refusals = refusals;
    this.strangers = new Semaphore(settings.strangers());
  }

  ServerSettings settings() {
    return settings;
  }

  /** Returns what judges the value of the header {@code Authorization}. */
  Predicate<@Nullable String> authorization() {
    return authorization;
  }

  /** Returns the text for Prometheus, when it is made. */
  CompletableFuture<String> metrics() {
    return metrics.get();
  }

  Map<String, Route> routes() {
    return routes;
  }

  UpgradeRate rate() {
    return rate;
  }

  RefusalLog refusals() {
    return refusals;
  }

  /** Takes a place for a new connection; returns whether there was one. */
  boolean enter(Channel channel) {
    if (!strangers.tryAcquire()) {
      return false;
    }
    channel.attr(INSIDE).set(true);
    channel.closeFuture().addListener(_ -> leave(channel));
    return true;
  }

  /** Gives a connection's place back, if it still has it. */
  void leave(Channel channel) {
    if (Boolean.TRUE.equals(channel.attr(INSIDE).getAndSet(false))) {
      strangers.release();
    }
  }
}
