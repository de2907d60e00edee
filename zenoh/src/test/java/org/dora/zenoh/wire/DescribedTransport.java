package org.dora.zenoh.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dora.zenoh.Priority;
import org.dora.zenoh.WhatAmI;
import org.dora.zenoh.ZenohId;

/** {@link TransportMessage}s in the form of the recordings. */
final class DescribedTransport {
  private DescribedTransport() {}

  static DescribedNode message(TransportMessage message, List<DescribedNode> network) {
    return switch (message) {
      case TransportMessage.InitSyn it ->
          init("InitSyn", it.version(), it.whatAmI(), it.zid(), it.terms())
              .with("exts", handshake(it.extensions()));
      case TransportMessage.InitAck it ->
          init("InitAck", it.version(), it.whatAmI(), it.zid(), it.terms())
              .with("cookie", Recordings.hex(it.cookie()))
              .with("exts", handshake(it.extensions()));
      case TransportMessage.OpenSyn it ->
          open("OpenSyn", it.leaseMillis(), it.initialSequence())
              .with("cookie", Recordings.hex(it.cookie()))
              .with("exts", handshake(it.extensions()));
      case TransportMessage.OpenAck it ->
          open("OpenAck", it.leaseMillis(), it.initialSequence())
              .with("exts", handshake(it.extensions()));
      case TransportMessage.Close it ->
          new DescribedNode("Close")
              .with("session", it.session())
              .with("reason", it.reason().ordinal());
      case TransportMessage.KeepAlive _ -> new DescribedNode("KeepAlive");
      case TransportMessage.Frame it ->
          new DescribedNode("Frame")
              .with("reliable", it.reliable())
              .with("sn", it.sequence())
              .with("exts", priority(it.priority()))
              .with("network", network);
      case TransportMessage.Fragment it -> {
        List<DescribedNode> extensions = priority(it.priority());
        if (it.first()) {
          extensions.add(DescribedNode.extension("first", 2, "unit", false, null));
        }
        yield new DescribedNode("Fragment")
            .with("reliable", it.reliable())
            .with("more", it.more())
            .with("sn", it.sequence())
            .with("exts", extensions)
            .with("payload_len_in_batch", it.body().byteSize());
      }
    };
  }

  private static DescribedNode init(
      String name, int version, WhatAmI whatAmI, ZenohId zid, TransportMessage.Terms terms) {
    DescribedNode node =
        new DescribedNode(name)
            .with("version", version)
            .with("whatami", Described.lower(whatAmI))
            .with("zid", Described.hex(zid));
    if (!terms.equals(TransportMessage.Terms.DEFAULT)) {
      node.with(
          "resolution",
          Map.of("frame_sn", terms.resolution() & 3, "request_id", terms.resolution() >> 2));
      node.with("batch_size", terms.batchSize());
    }
    return node;
  }

  private static DescribedNode open(String name, long leaseMillis, long sequence) {
    return new DescribedNode(name)
        .with("lease", leaseMillis / 1000)
        .with("lease_unit", "s")
        .with("initial_sn", sequence);
  }

  private static List<DescribedNode> handshake(List<Extension> extensions) {
    List<DescribedNode> nodes = new ArrayList<>();
    for (Extension it : extensions) {
      String name =
          switch (it.id() & 0x0f) {
            case 1 -> "qos";
            case 2 -> "shm";
            case 3 -> "auth";
            case 7 -> "patch";
            default -> throw new AssertionError(it);
          };
      boolean mandatory = (it.id() & Extension.MANDATORY) != 0;
      nodes.add(
          switch (it.id() & Extension.KIND) {
            case Extension.NUMBER ->
                DescribedNode.extension(name, it.id() & 0x0f, "z64", mandatory, it.value());
            case Extension.BYTES ->
                DescribedNode.extension(
                    name, it.id() & 0x0f, "zbuf", mandatory, Recordings.hex(it.body()));
            default -> DescribedNode.extension(name, it.id() & 0x0f, "unit", mandatory, null);
          });
    }
    return nodes;
  }

  private static List<DescribedNode> priority(Priority priority) {
    List<DescribedNode> nodes = new ArrayList<>();
    if (priority != Priority.DATA) {
      nodes.add(
          DescribedNode.extension("qos(priority)", 1, "z64", true, (long) priority.ordinal()));
    }
    return nodes;
  }
}
