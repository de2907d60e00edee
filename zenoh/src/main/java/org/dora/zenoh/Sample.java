package org.dora.zenoh;

import java.util.Optional;

/**
 * One publication as it was received.
 *
 * <p>Its bytes lie where the link has read them. {@link #close} gives that memory back for the next
 * messages; who does not call it loses nothing but that, since the garbage collector frees it then.
 */
public interface Sample extends AutoCloseable {

  /** The key, which has no wildcards unless its publisher used some. */
  KeyExpr keyExpr();

  SampleKind kind();

  /** The value; empty for a {@link SampleKind#DELETE}. */
  ZBytes payload();

  Encoding encoding();

  QoS qos();

  /** When the sample was made; only there if its publisher or a router has said so. */
  Optional<Timestamp> timestamp();

  Optional<ZBytes> attachment();

  /** Which publisher it is from; only advanced publishers say so. */
  Optional<SourceInfo> sourceInfo();

  /** Gives the memory back; payload and attachment must not be used any more. */
  @Override
  void close();
}
