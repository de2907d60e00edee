package org.dora.zenoh.wire;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.dora.zenoh.ConsolidationMode;
import org.dora.zenoh.Encoding;
import org.dora.zenoh.EntityGlobalId;
import org.dora.zenoh.QoS;
import org.dora.zenoh.QueryTarget;
import org.dora.zenoh.SourceInfo;
import org.dora.zenoh.Timestamp;
import org.dora.zenoh.WhatAmI;
import org.dora.zenoh.ZenohId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our records in the form in which the recordings describe messages (their README). */
final class Described {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Described() {}

  static JsonNode batch(Batch batch) {
    List<DescribedNode> transport = new ArrayList<>();
    List<DescribedNode> network = new ArrayList<>();
    for (Object message : batch.messages()) {
      switch (message) {
        case TransportMessage next -> {
          network = new ArrayList<>();
          transport.add(DescribedTransport.message(next, network));
        }
        case NetworkMessage next -> network.add(network(next));
        default -> throw new AssertionError(message);
      }
    }
    return tree(transport);
  }

  /** Goes through text, so that numbers have the same node types as in a file. */
  private static JsonNode tree(Object value) {
    return MAPPER.readTree(MAPPER.writeValueAsString(value));
  }

  private static DescribedNode network(NetworkMessage message) {
    List<DescribedNode> exts = new ArrayList<>();
    if (!message.qos().equals(QoS.DEFAULT)) {
      exts.add(DescribedNode.extension("qos", 1, "z64", false, (long) message.qos().bits()));
    }
    return switch (message) {
      case NetworkMessage.Push it ->
          new DescribedNode("Push")
              .with("key", key(it.key()))
              .with("exts", exts)
              .with("body", data(it.body()));
      case NetworkMessage.Declare it ->
          new DescribedNode("Declare")
              .with(
                  "interest_id",
                  it.interestId() == NetworkMessage.Declare.UNASKED ? null : it.interestId())
              .with("exts", exts)
              .with("body", declaration(it.declaration()));
      case NetworkMessage.Interest it -> interest(it).with("exts", exts);
      case NetworkMessage.Request it -> {
        if (it.target() != QueryTarget.BEST_MATCHING) {
          exts.add(DescribedNode.extension("target", 4, "z64", true, (long) it.target().ordinal()));
        }
        if (it.timeoutMillis() != NetworkMessage.Request.NO_TIMEOUT) {
          exts.add(DescribedNode.extension("timeout_ms", 6, "z64", false, it.timeoutMillis()));
        }
        yield new DescribedNode("Request")
            .with("rid", it.id())
            .with("key", key(it.key()))
            .with("exts", exts)
            .with("body", query(it.query()));
      }
      case NetworkMessage.Response it -> {
        EntityGlobalId responder = it.responder();
        if (responder != null) {
          exts.add(DescribedNode.extension("responder_id", 3, "zbuf", false, entity(responder)));
        }
        yield new DescribedNode("Response")
            .with("rid", it.requestId())
            .with("key", key(it.key()))
            .with("exts", exts)
            .with("body", response(it.body()));
      }
      case NetworkMessage.ResponseFinal it ->
          new DescribedNode("ResponseFinal").with("rid", it.requestId()).with("exts", exts);
      case NetworkMessage.LinkStateList it ->
          new DescribedNode("OAM")
              .with("id", 1)
              .with("exts", exts)
              .with("linkstate_list", it.states().stream().map(Described::linkState).toList());
      case NetworkMessage.UnknownOam it -> throw new AssertionError(it);
    };
  }

  private static DescribedNode key(WireExpr key) {
    return new DescribedNode()
        .with("scope", key.scope())
        .with("mapping", key.ofSender() ? "sender" : "receiver")
        .with("suffix", key.suffix().isEmpty() ? null : key.suffix());
  }

  private static DescribedNode data(DataBody body) {
    Timestamp time = body.timestamp();
    DescribedNode timestamp =
        time == null
            ? null
            : new DescribedNode().with("ntp64", time.ntp64()).with("id", hex(time.id()));
    List<DescribedNode> exts = new ArrayList<>();
    SourceInfo source = body.source();
    if (source != null) {
      String value = entity(source.source()) + written(writer -> writer.z(source.sequence()));
      exts.add(DescribedNode.extension("source_info", 1, "zbuf", false, value));
    }
    MemorySegment attachment = body.attachment();
    if (attachment != null) {
      exts.add(DescribedNode.extension("attachment", 3, "zbuf", false, Recordings.hex(attachment)));
    }
    return switch (body) {
      case DataBody.Put put ->
          new DescribedNode("Put")
              .with("timestamp", timestamp)
              .with("encoding", encoding(put.encoding()))
              .with("exts", exts.isEmpty() ? null : exts)
              .with("payload_len", put.payload().byteSize())
              .with("payload_hex", Recordings.hex(put.payload()));
      case DataBody.Del _ -> new DescribedNode("Del").with("timestamp", timestamp);
    };
  }

  private static @Nullable DescribedNode encoding(Encoding encoding) {
    return encoding.equals(Encoding.ZENOH_BYTES)
        ? null
        : new DescribedNode().with("id", encoding.id()).with("schema", encoding.schema());
  }

  private static DescribedNode declaration(Declaration declaration) {
    return switch (declaration) {
      case Declaration.KeyExprIs it ->
          new DescribedNode("DeclareKeyExpr").with("expr_id", it.id()).with("key", key(it.key()));
      case Declaration.KeyExprGone it -> throw new AssertionError(it);
      case Declaration.SubscriberIs it ->
          new DescribedNode("DeclareSubscriber").with("id", it.id()).with("key", key(it.key()));
      case Declaration.SubscriberGone it ->
          new DescribedNode("UndeclareSubscriber").with("id", it.id());
      case Declaration.QueryableIs it -> {
        long info = (it.complete() ? 1 : 0) | it.distance() << 8;
        yield new DescribedNode("DeclareQueryable")
            .with("id", it.id())
            .with("key", key(it.key()))
            .with(
                "exts",
                info == 0
                    ? null
                    : List.of(DescribedNode.extension("queryable_info", 1, "z64", false, info)));
      }
      case Declaration.QueryableGone it -> gone("UndeclareQueryable", it.id());
      case Declaration.TokenIs it ->
          new DescribedNode("DeclareToken").with("id", it.id()).with("key", key(it.key()));
      case Declaration.TokenGone it -> gone("UndeclareToken", it.id());
      case Declaration.Final _ -> new DescribedNode("DeclareFinal");
    };
  }

  private static DescribedNode gone(String name, long id) {
    return new DescribedNode(name)
        .with("id", id)
        .with("exts", List.of(DescribedNode.extension("wire_expr", 15, "zbuf", true, "0000")));
  }

  private static DescribedNode interest(NetworkMessage.Interest it) {
    String[] names = {"keyexprs", "subscribers", "queryables", "tokens"};
    List<String> options = new ArrayList<>();
    for (int bit = 0; bit < names.length; bit++) {
      if ((it.what() >> bit & 1) != 0) {
        options.add(names[bit]);
      }
    }
    WireExpr key = it.key();
    if (key != null) {
      options.add("restricted");
      if (!key.suffix().isEmpty()) {
        options.add("named");
      }
      if (key.ofSender()) {
        options.add("mapping");
      }
    }
    if ((it.what() & NetworkMessage.Interest.AGGREGATE) != 0) {
      options.add("aggregate");
    }
    String mode =
        switch (it.mode()) {
          case FINAL -> "Final";
          case CURRENT -> "Current";
          case FUTURE -> "Future";
          case CURRENT_FUTURE -> "CurrentFuture";
        };
    boolean ends = it.mode() == NetworkMessage.Interest.Mode.FINAL;
    return new DescribedNode("Interest")
        .with("mode", mode)
        .with("id", it.id())
        .with("options", ends ? null : options)
        .with("key", key == null ? null : key(key));
  }

  private static DescribedNode query(QueryBody query) {
    List<DescribedNode> exts = new ArrayList<>();
    QueryBody.Value value = query.value();
    if (value != null) {
      String hex =
          written(writer -> Fields.writeEncoding(writer, value.encoding()))
              + Recordings.hex(value.payload());
      exts.add(DescribedNode.extension("body(encoding+payload)", 3, "zbuf", false, hex));
    }
    MemorySegment attachment = query.attachment();
    if (attachment != null) {
      exts.add(DescribedNode.extension("attachment", 5, "zbuf", false, Recordings.hex(attachment)));
    }
    int consolidation = query.consolidation().ordinal();
    return new DescribedNode("Query")
        .with(
            "consolidation",
            consolidation == ConsolidationMode.AUTO.ordinal() ? null : consolidation)
        .with("parameters", query.parameters().isEmpty() ? null : query.parameters())
        .with("exts", exts.isEmpty() ? null : exts);
  }

  private static DescribedNode response(ResponseBody body) {
    return switch (body) {
      case ResponseBody.Reply it -> new DescribedNode("Reply").with("body", data(it.data()));
      case ResponseBody.Err it -> throw new AssertionError(it);
    };
  }

  private static DescribedNode linkState(LinkState it) {
    ZenohId zid = it.zid();
    WhatAmI whatAmI = it.whatAmI();
    int options =
        (zid != null ? 1 : 0)
            | (whatAmI != null ? 2 : 0)
            | (it.locators() != null ? 4 : 0)
            | (it.gateway() ? 16 : 0);
    return new DescribedNode()
        .with("options", options)
        .with("psid", it.node())
        .with("sn", it.sequence())
        .with("zid", zid == null ? null : hex(zid))
        .with("whatami", whatAmI == null ? null : lower(whatAmI))
        .with("locators", it.locators())
        .with("links", it.links());
  }

  static JsonNode scouting(Scouting message) {
    return tree(
        switch (message) {
          case Scouting.Scout it -> {
            List<String> kinds = new ArrayList<>();
            for (WhatAmI kind : WhatAmI.values()) {
              if ((it.kinds() & kind.bit()) != 0) {
                kinds.add(lower(kind));
              }
            }
            ZenohId zid = it.zid();
            yield new DescribedNode("Scout")
                .with("version", TransportCodec.VERSION)
                .with("what", kinds)
                .with("zid_present", zid != null)
                .with("zid", zid == null ? null : hex(zid));
          }
          case Scouting.Hello it ->
              new DescribedNode("Hello")
                  .with("version", TransportCodec.VERSION)
                  .with("whatami", lower(it.whatAmI()))
                  .with("zid", hex(it.zid()))
                  .with("locators", it.locators());
        });
  }

  private static String entity(EntityGlobalId entity) {
    return "%02x".formatted(entity.zid().size() - 1 << 4)
        + hex(entity.zid())
        + written(writer -> writer.z(entity.eid()));
  }

  private static String written(Consumer<WireWriter> content) {
    WireWriter writer = new WireWriter();
    content.accept(writer);
    return Recordings.hex(writer.written());
  }

  static String hex(ZenohId zid) {
    return written(writer -> writer.zid(zid));
  }

  static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
