package org.dora.cli.dataflow;

import java.io.ByteArrayOutputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.dora.common.id.NodeId;
import org.dora.common.log.LogMessage;
import org.jspecify.annotations.Nullable;

/** The stored log of one node, however long: only the part that is read is held. */
final class NodeLog implements Iterator<LogMessage> {
  /** Gives the bytes of a log part by part. */
  interface Parts {
    /** Returns the next part, which may begin and end within a line; null behind the last. */
    byte @Nullable [] next();
  }

  private final NodeId node;
  private final Parts parts;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private byte @Nullable [] part = new byte[0];
  private int at;
  private @Nullable LogMessage next;

  NodeLog(NodeId node, Parts parts) {
    this.node = node;
    this.parts = parts;
  }

  @Override
  public boolean hasNext() {
    while (next == null && part != null) {
      advance(part);
    }
    return next != null;
  }

  /** Takes what is left of a line in the part, and the next part behind it. */
  private void advance(byte[] bytes) {
    int end = at;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    line.write(bytes, at, end - at);
    at = end + 1;
    if (end < bytes.length) {
      take();
      return;
    }
    at = 0;
    part = parts.next();
    if (part == null) {
      take();
    }
  }

  private void take() {
    if (line.size() > 0) {
      next = StoredLine.read(node, line.toByteArray());
      line.reset();
    }
  }

  @Override
  public LogMessage next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    LogMessage message = Objects.requireNonNull(next);
    next = null;
    return message;
  }
}
