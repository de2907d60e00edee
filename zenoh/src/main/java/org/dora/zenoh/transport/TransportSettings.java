package org.dora.zenoh.transport;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How links are made and kept.
 *
 * @param lease after what silence of ours the other side may give us up; we say something four
 *     times in it
 * @param openTimeout how long dialling and its handshake may take
 * @param acceptTimeout how long the handshake of an accepted link may take
 * @param sending what is kept for a busy link
 * @param maxMessageSize the largest message put together of fragments, in bytes
 * @param access who we are, and whom we let in
 */
public record TransportSettings(
    Duration lease,
    Duration openTimeout,
    Duration acceptTimeout,
    Sending sending,
    long maxMessageSize,
    Access access) {

  /**
   * What is kept for a busy link.
   *
   * @param batchSize the largest batch, 64 to 65535 bytes
   * @param queuedBatches how many batches of each priority wait at most
   * @param beforeDrop how long a message waits that may be dropped
   * @param beforeDropOfFragments the same for one that does not fit into a batch
   * @param beforeClose how long a message waits that must not be dropped; then the link is closed
   */
  public record Sending(
      int batchSize,
      int queuedBatches,
      Duration beforeDrop,
      Duration beforeDropOfFragments,
      Duration beforeClose) {}

  /**
   * Users and passwords.
   *
   * @param own what we show when we dial
   * @param known the passwords of the users we let in; if it is empty, everybody is
   */
  public record Access(Optional<Credentials> own, Map<String, String> known) {}

  /** A user and a password. */
  public record Credentials(String user, String password) {}
}
