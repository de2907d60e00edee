package org.dora.zenoh.wire;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.dora.zenoh.ConsolidationMode;
import org.dora.zenoh.Encoding;
import org.dora.zenoh.EntityGlobalId;
import org.dora.zenoh.Priority;
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

  /** A JSON object under construction. */
  private static final class Node extends LinkedHashMap<String, Object> {
    private static final long serialVersionUID = 1L;

    Node(String message) {
      put("msg", message);
    }

    Node() {}

    Node with(String key, @Nullable Object value) {
      if (value != null) {
        put(key, value);
      }
      return this;
    }
  }

  static JsonNode batch(Batch batch) {
    List<Node> transport = new ArrayList<>();
    List<Node> network = new ArrayList<>();
    for (Object message : batch.messages()) {
      switch (message) {
        case TransportMessage next -> {
          network = new ArrayList<>();
          transport.add(transport(next, network));
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

  private static Node transport(TransportMessage message, List<Node> network) {
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
          new Node("Close").with("session", it.session()).with("reason", it.reason().ordinal());
      case TransportMessage.KeepAlive _ -> new Node("KeepAlive");
      case TransportMessage.Frame it ->
          new Node("Frame")
              .with("reliable", it.reliable())
              .with("sn", it.sequence())
              .with("exts", priority(it.priority()))
              .with("network", network);
      case TransportMessage.Fragment it -> {
        List<Node> extensions = priority(it.priority());
        if (it.first()) {
          extensions.add(extension("first", 2, "unit", false, null));
        }
        yield new Node("Fragment")
            .with("reliable", it.reliable())
            .with("more", it.more())
            .with("sn", it.sequence())
            .with("exts", extensions)
            .with("payload_len_in_batch", it.body().byteSize());
      }
    };
  }

  private static Node init(
      String name, int version, WhatAmI whatAmI, ZenohId zid, TransportMessage.Terms terms) {
    Node node =
        new Node(name)
            .with("version", version)
            .with("whatami", lower(whatAmI))
            .with("zid", hex(zid));
    if (!terms.equals(TransportMessage.Terms.DEFAULT)) {
      node.with(
          "resolution",
          Map.of("frame_sn", terms.resolution() & 3, "request_id", terms.resolution() >> 2));
      node.with("batch_size", terms.batchSize());
    }
    return node;
  }

  private static Node open(String name, long leaseMillis, long sequence) {
    return new Node(name)
        .with("lease", leaseMillis / 1000)
        .with("lease_unit", "s")
        .with("initial_sn", sequence);
  }

  private static List<Node> handshake(List<Extension> extensions) {
    List<Node> nodes = new ArrayList<>();
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
            case Extension.NUMBER -> extension(name, it.id() & 0x0f, "z64", mandatory, it.value());
            case Extension.BYTES ->
                extension(name, it.id() & 0x0f, "zbuf", mandatory, Recordings.hex(it.body()));
            default -> extension(name, it.id() & 0x0f, "unit", mandatory, null);
          });
    }
    return nodes;
  }

  private static List<Node> priority(Priority priority) {
    List<Node> nodes = new ArrayList<>();
    if (priority != Priority.DATA) {
      nodes.add(extension("qos(priority)", 1, "z64", true, (long) priority.ordinal()));
    }
    return nodes;
  }

  private static Node extension(
      String name, int id, String encoding, boolean mandatory, @Nullable Object value) {
    return new Node()
        .with("id", id)
        .with("mandatory", mandatory)
        .with("enc", encoding)
        .with(value instanceof String ? "value_hex" : "value", value)
        .with("name", name);
  }

  private static Node network(NetworkMessage message) {
    List<Node> exts = new ArrayList<>();
    if (!message.qos().equals(QoS.DEFAULT)) {
      exts.add(extension("qos", 1, "z64", false, (long) message.qos().bits()));
    }
    return switch (message) {
      case NetworkMessage.Push it ->
          new Node("Push")
              .with("key", key(it.key()))
              .with("exts", exts)
              .with("body", data(it.body()));
      case NetworkMessage.Declare it ->
          new Node("Declare")
              .with(
                  "interest_id",
                  it.interestId() == NetworkMessage.Declare.UNASKED ? null : it.interestId())
              .with("exts", exts)
              .with("body", declaration(it.declaration()));
      case NetworkMessage.Interest it -> interest(it).with("exts", exts);
      case NetworkMessage.Request it -> {
        if (it.target() != QueryTarget.BEST_MATCHING) {
          exts.add(extension("target", 4, "z64", true, (long) it.target().ordinal()));
        }
        if (it.timeoutMillis() != NetworkMessage.Request.NO_TIMEOUT) {
          exts.add(extension("timeout_ms", 6, "z64", false, it.timeoutMillis()));
        }
        yield new Node("Request")
            .with("rid", it.id())
            .with("key", key(it.key()))
            .with("exts", exts)
            .with("body", query(it.query()));
      }
      case NetworkMessage.Response it -> {
        EntityGlobalId responder = it.responder();
        if (responder != null) {
          exts.add(extension("responder_id", 3, "zbuf", false, entity(responder)));
        }
        yield new Node("Response")
            .with("rid", it.requestId())
            .with("key", key(it.key()))
            .with("exts", exts)
            .with("body", response(it.body()));
      }
      case NetworkMessage.ResponseFinal it ->
          new Node("ResponseFinal").with("rid", it.requestId()).with("exts", exts);
      case NetworkMessage.LinkStateList it ->
          new Node("OAM")
              .with("id", 1)
              .with("exts", exts)
              .with("linkstate_list", it.states().stream().map(Described::linkState).toList());
      case NetworkMessage.UnknownOam it -> throw new AssertionError(it);
    };
  }

  private static Node key(WireExpr key) {
    return new Node()
        .with("scope", key.scope())
        .with("mapping", key.ofSender() ? "sender" : "receiver")
        .with("suffix", key.suffix().isEmpty() ? null : key.suffix());
  }

  private static Node data(DataBody body) {
    Timestamp time = body.timestamp();
    Node timestamp =
        time == null ? null : new Node().with("ntp64", time.ntp64()).with("id", hex(time.id()));
    List<Node> exts = new ArrayList<>();
    SourceInfo source = body.source();
    if (source != null) {
      String value = entity(source.source()) + written(writer -> writer.z(source.sequence()));
      exts.add(extension("source_info", 1, "zbuf", false, value));
    }
    MemorySegment attachment = body.attachment();
    if (attachment != null) {
      exts.add(extension("attachment", 3, "zbuf", false, Recordings.hex(attachment)));
    }
    return switch (body) {
      case DataBody.Put put ->
          new Node("Put")
              .with("timestamp", timestamp)
              .with("encoding", encoding(put.encoding()))
              .with("exts", exts.isEmpty() ? null : exts)
              .with("payload_len", put.payload().byteSize())
              .with("payload_hex", Recordings.hex(put.payload()));
      case DataBody.Del _ -> new Node("Del").with("timestamp", timestamp);
    };
  }

  private static @Nullable Node encoding(Encoding encoding) {
    return encoding.equals(Encoding.ZENOH_BYTES)
        ? null
        : new Node().with("id", encoding.id()).with("schema", encoding.schema());
  }

  private static Node declaration(Declaration declaration) {
    return switch (declaration) {
      case Declaration.KeyExprIs it ->
          new Node("DeclareKeyExpr").with("expr_id", it.id()).with("key", key(it.key()));
      case Declaration.KeyExprGone it -> throw new AssertionError(it);
      case Declaration.SubscriberIs it ->
          new Node("DeclareSubscriber").with("id", it.id()).with("key", key(it.key()));
      case Declaration.SubscriberGone it -> new Node("UndeclareSubscriber").with("id", it.id());
      case Declaration.QueryableIs it -> {
        long info = (it.complete() ? 1 : 0) | it.distance() << 8;
        yield new Node("DeclareQueryable")
            .with("id", it.id())
            .with("key", key(it.key()))
            .with(
                "exts",
                info == 0 ? null : List.of(extension("queryable_info", 1, "z64", false, info)));
      }
      case Declaration.QueryableGone it -> gone("UndeclareQueryable", it.id());
      case Declaration.TokenIs it ->
          new Node("DeclareToken").with("id", it.id()).with("key", key(it.key()));
      case Declaration.TokenGone it -> gone("UndeclareToken", it.id());
      case Declaration.Final _ -> new Node("DeclareFinal");
    };
  }

  private static Node gone(String name, long id) {
    return new Node(name)
        .with("id", id)
        .with("exts", List.of(extension("wire_expr", 15, "zbuf", true, "0000")));
  }

  private static Node interest(NetworkMessage.Interest it) {
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
    return new Node("Interest")
        .with("mode", mode)
        .with("id", it.id())
        .with("options", ends ? null : options)
        .with("key", key == null ? null : key(key));
  }

  private static Node query(QueryBody query) {
    List<Node> exts = new ArrayList<>();
    QueryBody.Value value = query.value();
    if (value != null) {
      String hex =
          written(writer -> Fields.writeEncoding(writer, value.encoding()))
              + Recordings.hex(value.payload());
      exts.add(extension("body(encoding+payload)", 3, "zbuf", false, hex));
    }
    MemorySegment attachment = query.attachment();
    if (attachment != null) {
      exts.add(extension("attachment", 5, "zbuf", false, Recordings.hex(attachment)));
    }
    int consolidation = query.consolidation().ordinal();
    return new Node("Query")
        .with(
            "consolidation",
            consolidation == ConsolidationMode.AUTO.ordinal() ? null : consolidation)
        .with("parameters", query.parameters().isEmpty() ? null : query.parameters())
        .with("exts", exts.isEmpty() ? null : exts);
  }

  private static Node response(ResponseBody body) {
    return switch (body) {
      case ResponseBody.Reply it -> new Node("Reply").with("body", data(it.data()));
      case ResponseBody.Err it -> throw new AssertionError(it);
    };
  }

  private static Node linkState(LinkState it) {
    ZenohId zid = it.zid();
    WhatAmI whatAmI = it.whatAmI();
    int options =
        (zid != null ? 1 : 0)
            | (whatAmI != null ? 2 : 0)
            | (it.locators() != null ? 4 : 0)
            | (it.gateway() ? 16 : 0);
    return new Node()
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
            yield new Node("Scout")
                .with("version", TransportCodec.VERSION)
                .with("what", kinds)
                .with("zid_present", zid != null)
                .with("zid", zid == null ? null : hex(zid));
          }
          case Scouting.Hello it ->
              new Node("Hello")
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

  private static String hex(ZenohId zid) {
    return written(writer -> writer.zid(zid));
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
