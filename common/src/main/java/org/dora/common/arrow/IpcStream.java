package org.dora.common.arrow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;
import org.dora.common.memory.Payload;
import org.jspecify.annotations.Nullable;

/**
 * Takes a received stream apart into its messages and refuses what dora's receivers refuse (spec,
 * node-protocol 9.1).
 */
final class IpcStream {
  /** The largest stream that dora's decoder takes (spec 9.1). */
  static final long MAX_BYTES = 256L << 20;

  /** A record batch, or the values of a dictionary, with its body's place in the stream. */
  record Batch(RecordBatch header, int bodyStart, int bodyBytes, boolean unionsHaveValidity) {}

  record Dictionary(long id, Batch values) {}

  private final ByteBuffer bytes;
  private final List<Dictionary> dictionaries = new ArrayList<>();
  private @Nullable Field column;
  private @Nullable Batch batch;
  private int position;

  private IpcStream(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  static IpcStream of(Payload payload) {
    if (payload.size() > MAX_BYTES) {
      throw new IpcException(
          "Arrow IPC stream of " + payload.size() + " bytes, expected at most " + MAX_BYTES);
    }
    IpcStream stream = new IpcStream(payload.bytes().asByteBuffer().order(ByteOrder.LITTLE_ENDIAN));
    stream.readMessages();
    return stream;
  }

  ByteBuffer bytes() {
    return bytes;
  }

  Field column() {
    if (column == null) {
      throw noBatch();
    }
    return column;
  }

  Batch batch() {
    if (batch == null) {
      throw noBatch();
    }
    return batch;
  }

  List<Dictionary> dictionaries() {
    return dictionaries;
  }

  private void readMessages() {
    while (position < bytes.limit()) {
      int start = position;
      int metadataBytes = prefix();
      if (metadataBytes == 0) {
        if (position < bytes.limit()) {
          throw new IpcException(
              (bytes.limit() - position)
                  + " bytes after the end-of-stream marker of an Arrow IPC stream, expected none");
        }
        break;
      }
      if (metadataBytes < 0 || metadataBytes > bytes.limit() - position) {
        throw new IpcException(
            "no Arrow IPC stream: the message at byte "
                + start
                + " announces "
                + metadataBytes
                + " bytes of metadata, "
                + (bytes.limit() - position)
                + " are left");
      }
      message(Message.getRootAsMessage(bytes.slice(position, metadataBytes)), metadataBytes);
    }
    if (batch == null) {
      throw noBatch();
    }
  }

  /** Reads the continuation marker, absent before Arrow 0.15, and the length of the metadata. */
  private int prefix() {
    int first = word();
    return first == MessageBlock.CONTINUATION ? word() : first;
  }

  private int word() {
    if (bytes.limit() - position < Integer.BYTES) {
      throw new IpcException(
          "Arrow IPC stream ends at byte " + bytes.limit() + " within a message's prefix");
    }
    int word = bytes.getInt(position);
    position += Integer.BYTES;
    return word;
  }

  private void message(Message message, int metadataBytes) {
    if (message.version() != MetadataVersion.V4 && message.version() != MetadataVersion.V5) {
      throw new IpcException(
          "Arrow metadata version code "
              + message.version()
              + ", expected V4 ("
              + MetadataVersion.V4
              + ") or V5 ("
              + MetadataVersion.V5
              + ")");
    }
    int bodyStart = position + metadataBytes;
    long bodyBytes = message.bodyLength();
    if (bodyBytes < 0 || bodyBytes > bytes.limit() - bodyStart) {
      throw new IpcException(
          "Arrow IPC message announces a body of "
              + bodyBytes
              + " bytes, "
              + (bytes.limit() - bodyStart)
              + " are left");
    }
    position = bodyStart + (int) bodyBytes;
    switch (message.headerType()) {
      case MessageHeader.Schema -> schema((Schema) message.header(new Schema()));
      case MessageHeader.DictionaryBatch ->
          dictionary(
              (DictionaryBatch) message.header(new DictionaryBatch()),
              message,
              bodyStart,
              (int) bodyBytes);
      case MessageHeader.RecordBatch -> {
        if (batch != null) {
          throw new IpcException("Arrow IPC stream contained two record batches, expected 1");
        }
        batch =
            batch(
                (RecordBatch) message.header(new RecordBatch()),
                message,
                bodyStart,
                (int) bodyBytes);
      }
      default ->
          throw new IpcException(
              "Arrow IPC message of type "
                  + message.headerType()
                  + ", expected a schema, a dictionary or a record batch");
    }
  }

  private void schema(@Nullable Schema schema) {
    if (column != null) {
      throw new IpcException("Arrow IPC stream contained two schemas, expected 1");
    }
    if (schema == null || schema.fieldsLength() != 1) {
      throw new IpcException(
          "expected 1 column in IPC record batch, got "
              + (schema == null ? 0 : schema.fieldsLength()));
    }
    if (schema.endianness() != Endianness.Little) {
      throw new IpcException("Arrow IPC stream is big-endian, expected little-endian");
    }
    column = schema.fields(0);
  }

  private void dictionary(
      @Nullable DictionaryBatch dictionary, Message message, int bodyStart, int bodyBytes) {
    if (dictionary == null || dictionary.isDelta()) {
      throw new IpcException("Arrow IPC stream adds to a dictionary, expected whole dictionaries");
    }
    dictionaries.add(
        new Dictionary(dictionary.id(), batch(dictionary.data(), message, bodyStart, bodyBytes)));
  }

  private Batch batch(@Nullable RecordBatch header, Message message, int bodyStart, int bodyBytes) {
    if (column == null) {
      throw new IpcException("Arrow IPC stream does not start with a schema");
    }
    if (header == null) {
      throw new IpcException("Arrow IPC batch without a header");
    }
    if (header.compression() != null) {
      throw new IpcException("Arrow IPC body is compressed, expected no compression");
    }
    return new Batch(header, bodyStart, bodyBytes, message.version() == MetadataVersion.V4);
  }

  private static IpcException noBatch() {
    return new IpcException("Arrow IPC stream contained no record batches");
  }
}
