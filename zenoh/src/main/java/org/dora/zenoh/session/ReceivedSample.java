package org.dora.zenoh.session;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.dora.zenoh.Encoding;
import org.dora.zenoh.KeyExpr;
import org.dora.zenoh.QoS;
import org.dora.zenoh.Sample;
import org.dora.zenoh.SampleKind;
import org.dora.zenoh.SourceInfo;
import org.dora.zenoh.Timestamp;
import org.dora.zenoh.ZBytes;
import org.dora.zenoh.transport.Block;
import org.dora.zenoh.wire.DataBody;
import org.dora.zenoh.wire.NetworkMessage.Push;
import org.dora.zenoh.wire.WireExpr;
import org.jspecify.annotations.Nullable;

/** A sample as it came off the wire, or from this session itself. */
final class ReceivedSample implements Sample {
  private final KeyExpr keyExpr;
  private final Push push;
  private @Nullable Block block;

  private ReceivedSample(KeyExpr keyExpr, Push push, @Nullable Block block) {
    this.keyExpr = keyExpr;
    this.push = push;
    this.block = block;
  }

  /**
   * @param push what the sample is made of besides its key, which is resolved
   * @param block the memory in which the body lies, which is retained; absent if it is nobody's
   */
  static ReceivedSample of(KeyExpr keyExpr, Push push, @Nullable Block block) {
    if (block != null) {
      block.retain();
    }
    return new ReceivedSample(keyExpr, push, block);
  }

  /** The same of something that was not published. */
  static ReceivedSample of(KeyExpr keyExpr, QoS qos, DataBody body, @Nullable Block block) {
    return of(keyExpr, new Push(WireExpr.of(keyExpr.toString()), qos, null, body), block);
  }

  @Override
  public KeyExpr keyExpr() {
    return keyExpr;
  }

  @Override
  public SampleKind kind() {
    return push.body() instanceof DataBody.Put ? SampleKind.PUT : SampleKind.DELETE;
  }

  @Override
  public ZBytes payload() {
    return new ZBytes(push.payload());
  }

  @Override
  public Encoding encoding() {
    return push.body() instanceof DataBody.Put put ? put.encoding() : Encoding.ZENOH_BYTES;
  }

  @Override
  public QoS qos() {
    return push.qos();
  }

  @Override
  public Optional<Timestamp> timestamp() {
    return Optional.ofNullable(push.body().timestamp());
  }

  @Override
  public Optional<ZBytes> attachment() {
    MemorySegment attachment = push.body().attachment();
    return attachment == null ? Optional.empty() : Optional.of(new ZBytes(attachment));
  }

  @Override
  public Optional<SourceInfo> sourceInfo() {
    return Optional.ofNullable(push.body().source());
  }

  @Override
  public synchronized void close() {
    Block held = block;
    if (held != null) {
      block = null;
      held.release();
    }
  }

  @Override
  public String toString() {
    return "%s %s, %s".formatted(kind(), keyExpr, payload());
  }
}
