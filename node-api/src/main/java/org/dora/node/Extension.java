package org.dora.node;

import java.util.List;
import java.util.Optional;
import org.dora.common.message.Bytes;
import org.dora.common.message.DaemonReply;
import org.dora.common.message.DaemonRequest;
import org.jspecify.annotations.Nullable;

/**
 * A table of bytes that all nodes of a dataflow share, kept by the daemon until the node that
 * stored a value ends (node-protocol.md, section 14). Meant for small things such as names and
 * handles: a dataflow may hold 8192 entries.
 *
 * <p>For any thread. All methods throw {@link DaemonConnectionException} if the daemon is gone.
 */
public final class Extension {
  private final String namespace;
  private final Session session;
  private final DroppedKeys dropped;

  Extension(String namespace, Session session, DroppedKeys dropped) {
    this.namespace = namespace;
    this.session = session;
    this.dropped = dropped;
  }

  /** Returns the name under which this extension's keys stand. */
  public String namespace() {
    return namespace;
  }

  /**
   * Stores a value, in place of this node's earlier one.
   *
   * @throws ExtensionException if the key is another node's, or the table is full
   */
  public void store(String key, byte[] value) {
    done(new DaemonRequest.ExtensionStore(namespace, key, Bytes.copyOf(value)));
  }

  /** Returns the value of any node under this key, or empty if there is none. */
  public Optional<byte[]> load(String key) {
    return load(key, false);
  }

  /** Returns the value under this key and drops it. */
  public Optional<byte[]> take(String key) {
    return load(key, true);
  }

  private Optional<byte[]> load(String key, boolean remove) {
    DaemonRequest request = new DaemonRequest.ExtensionLoad(namespace, key, remove);
    return switch (session.call(request)) {
      case DaemonReply.ExtensionValue(@Nullable Bytes value) ->
          Optional.ofNullable(value).map(Bytes::toArray);
      case DaemonReply other -> throw unexpected(request, other);
    };
  }

  /** Drops a value; nothing happens if there is none. */
  public void drop(String key) {
    done(new DaemonRequest.ExtensionDrop(namespace, key));
  }

  /**
   * Calls an extension that lives in the daemon.
   *
   * @throws ExtensionException with the daemon's words, for instance if it has no such extension
   */
  public byte[] request(byte[] payload) {
    DaemonRequest request = new DaemonRequest.ExtensionRequest(namespace, Bytes.copyOf(payload));
    return switch (session.call(request)) {
      case DaemonReply.ExtensionReply(Bytes reply) -> reply.toArray();
      case DaemonReply other -> throw unexpected(request, other);
    };
  }

  /**
   * Returns the keys of this extension that were dropped since the last call, oldest first: values
   * that this node had stored or loaded and that are gone. The newest 4096 of all extensions are
   * kept.
   */
  public List<String> drainDroppedKeys() {
    return dropped.drain(namespace);
  }

  private void done(DaemonRequest request) {
    DaemonReply reply = session.call(request);
    if (!reply.equals(DaemonReply.Result.OK)) {
      throw unexpected(request, reply);
    }
  }

  private RuntimeException unexpected(DaemonRequest request, DaemonReply reply) {
    String words =
        reply instanceof DaemonReply.Result(@Nullable String error) && error != null
            ? error
            : "it answers with a reply of another kind";
    return new ExtensionException(
        "extension `"
            + namespace
            + "`: the daemon refuses "
            + request.getClass().getSimpleName()
            + ": "
            + words);
  }
}
