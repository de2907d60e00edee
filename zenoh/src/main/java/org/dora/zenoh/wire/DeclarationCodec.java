package org.dora.zenoh.wire;

import java.nio.charset.StandardCharsets;
import org.dora.zenoh.wire.Declaration.Final;
import org.dora.zenoh.wire.Declaration.KeyExprGone;
import org.dora.zenoh.wire.Declaration.KeyExprIs;
import org.dora.zenoh.wire.Declaration.QueryableGone;
import org.dora.zenoh.wire.Declaration.QueryableIs;
import org.dora.zenoh.wire.Declaration.SubscriberGone;
import org.dora.zenoh.wire.Declaration.SubscriberIs;
import org.dora.zenoh.wire.Declaration.TokenGone;
import org.dora.zenoh.wire.Declaration.TokenIs;
import org.jspecify.annotations.Nullable;

/**
 * Encoding of {@link Declaration}s (§4).
 *
 * <pre>
 * 0x00 key expression is |N             : z16 id; key
 * 0x01 key expression is gone           : z16 id
 * 0x02, 0x04, 0x06 subscriber, queryable, token is |N|M|Z : z32 id; key; extensions
 * 0x03, 0x05, 0x07 subscriber, queryable, token is gone |Z : z32 id; key as extension 0x5f
 * 0x1a all declared
 * </pre>
 */
final class DeclarationCodec {
  private static final int ID = 0x1f;
  private static final int KEY_EXPR_IS = 0x00;
  private static final int KEY_EXPR_GONE = 0x01;
  private static final int SUBSCRIBER_IS = 0x02;
  private static final int SUBSCRIBER_GONE = 0x03;
  private static final int QUERYABLE_IS = 0x04;
  private static final int QUERYABLE_GONE = 0x05;
  private static final int TOKEN_IS = 0x06;
  private static final int TOKEN_GONE = 0x07;
  private static final int FINAL = 0x1a;

  private static final int QUERYABLE_INFO = 0x21;
  private static final int COMPLETE = 1;
  private static final int DISTANCE_SHIFT = 8;
  private static final int LARGEST_DISTANCE = 0xffff;

  private static final int KEY = 0x5f;
  private static final int KEY_NAMED = 1;
  private static final int KEY_OF_SENDER = 2;

  /** What real peers send for a queryable or token that is known by its number. */
  private static final WireExpr NO_KEY = WireExpr.of("");

  private DeclarationCodec() {}

  static Declaration read(WireReader reader) {
    int header = reader.u8();
    return switch (header & ID) {
      case KEY_EXPR_IS -> {
        int id = reader.z16();
        WireExpr key = Fields.readKey(reader, header & ~Fields.OF_SENDER);
        Extension.skipAll(reader, header);
        yield new KeyExprIs(id, key);
      }
      case KEY_EXPR_GONE -> {
        int id = reader.z16();
        Extension.skipAll(reader, header);
        yield new KeyExprGone(id);
      }
      case SUBSCRIBER_IS -> {
        long id = reader.z32();
        WireExpr key = Fields.readKey(reader, header);
        Extension.skipAll(reader, header);
        yield new SubscriberIs(id, key);
      }
      case SUBSCRIBER_GONE -> {
        long id = reader.z32();
        readGoneKey(reader, header);
        yield new SubscriberGone(id);
      }
      case QUERYABLE_IS -> readQueryable(reader, header);
      case QUERYABLE_GONE -> {
        long id = reader.z32();
        readGoneKey(reader, header);
        yield new QueryableGone(id);
      }
      case TOKEN_IS -> {
        long id = reader.z32();
        WireExpr key = Fields.readKey(reader, header);
        Extension.skipAll(reader, header);
        yield new TokenIs(id, key);
      }
      case TOKEN_GONE -> {
        long id = reader.z32();
        yield new TokenGone(id, readGoneKey(reader, header));
      }
      case FINAL -> {
        Extension.skipAll(reader, header);
        yield new Final();
      }
      default -> throw MalformedException.unknown("declaration", header);
    };
  }

  private static QueryableIs readQueryable(WireReader reader, int header) {
    long id = reader.z32();
    WireExpr key = Fields.readKey(reader, header);
    long info = 0;
    int last = header;
    while ((last & Extension.MORE) != 0) {
      last = reader.u8();
      if ((last & ~Extension.MORE) == QUERYABLE_INFO) {
        info = reader.z();
      } else {
        Extension.skip(reader, last);
      }
    }
    int distance = (int) (info >>> DISTANCE_SHIFT) & LARGEST_DISTANCE;
    return new QueryableIs(id, key, (info & COMPLETE) != 0, distance);
  }

  private static @Nullable WireExpr readGoneKey(WireReader reader, int header) {
    WireExpr key = null;
    int last = header;
    while ((last & Extension.MORE) != 0) {
      last = reader.u8();
      if ((last & ~Extension.MORE) == KEY) {
        key = readGoneKey(reader);
      } else {
        Extension.skip(reader, last);
      }
    }
    return NO_KEY.equals(key) ? null : key;
  }

  private static WireExpr readGoneKey(WireReader reader) {
    int size = reader.length();
    long after = reader.remaining() - size;
    int flags = reader.u8();
    int scope = reader.z16();
    long left = reader.remaining() - after;
    if (left < 0) {
      throw new MalformedException("the key of an undeclaration is cut off");
    }
    String suffix = reader.string((int) left);
    if ((flags & KEY_NAMED) == 0 && !suffix.isEmpty()) {
      throw new MalformedException("the key of an undeclaration has a suffix it does not name");
    }
    return new WireExpr(scope, suffix, (flags & KEY_OF_SENDER) != 0);
  }

  static void write(WireWriter writer, Declaration declaration) {
    switch (declaration) {
      case KeyExprIs it -> {
        writer.header(KEY_EXPR_IS | Fields.keyBits(it.key()) & Fields.NAMED);
        writer.z(it.id());
        Fields.writeKey(writer, it.key());
      }
      case KeyExprGone it -> {
        writer.header(KEY_EXPR_GONE);
        writer.z(it.id());
      }
      case SubscriberIs it -> writeEntity(writer, SUBSCRIBER_IS, it.id(), it.key());
      case SubscriberGone it -> {
        writer.header(SUBSCRIBER_GONE);
        writer.z(it.id());
      }
      case QueryableIs it -> {
        writeEntity(writer, QUERYABLE_IS, it.id(), it.key());
        long info = (it.complete() ? COMPLETE : 0) | (long) it.distance() << DISTANCE_SHIFT;
        if (info != 0) {
          writer.extension(QUERYABLE_INFO, info);
        }
      }
      case QueryableGone it -> writeGone(writer, QUERYABLE_GONE, it.id(), NO_KEY);
      case TokenIs it -> writeEntity(writer, TOKEN_IS, it.id(), it.key());
      case TokenGone it -> {
        WireExpr key = it.key();
        writeGone(writer, TOKEN_GONE, it.id(), key == null ? NO_KEY : key);
      }
      case Final _ -> writer.header(FINAL);
    }
  }

  private static void writeEntity(WireWriter writer, int kind, long id, WireExpr key) {
    writer.header(kind | Fields.keyBits(key));
    writer.z(id);
    Fields.writeKey(writer, key);
  }

  private static void writeGone(WireWriter writer, int kind, long id, WireExpr key) {
    writer.header(kind);
    writer.z(id);
    byte[] suffix = key.suffix().getBytes(StandardCharsets.UTF_8);
    writer.extension(KEY);
    writer.z(1 + (key.scope() < 0x80 ? 1 : key.scope() < 0x4000 ? 2 : 3) + suffix.length);
    writer.u8((suffix.length > 0 ? KEY_NAMED : 0) | (key.ofSender() ? KEY_OF_SENDER : 0));
    writer.z(key.scope());
    writer.raw(suffix);
  }
}
