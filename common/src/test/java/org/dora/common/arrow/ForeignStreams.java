package org.dora.common.arrow;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.compression.NoCompressionCodec;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.types.MetadataVersion;

/** Streams as Arrow Java's own writer makes them: buffers at multiples of 8, any column names. */
final class ForeignStreams {
  private ForeignStreams() {}

  static byte[] stream(FieldVector... columns) {
    return write(columns, IpcOption.DEFAULT, CodecType.NO_COMPRESSION, 1, true);
  }

  static byte[] stream(MetadataVersion version, boolean legacy, FieldVector column) {
    return write(
        new FieldVector[] {column},
        new IpcOption(legacy, version),
        CodecType.NO_COMPRESSION,
        1,
        true);
  }

  static byte[] batches(int count, FieldVector column) {
    return write(
        new FieldVector[] {column}, IpcOption.DEFAULT, CodecType.NO_COMPRESSION, count, true);
  }

  static byte[] withoutEnd(FieldVector column) {
    return write(new FieldVector[] {column}, IpcOption.DEFAULT, CodecType.NO_COMPRESSION, 1, false);
  }

  static byte[] saidToBeCompressed(CodecType codec, FieldVector column) {
    return write(new FieldVector[] {column}, IpcOption.DEFAULT, codec, 1, true);
  }

  private static byte[] write(
      FieldVector[] columns, IpcOption option, CodecType codec, int batches, boolean end) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    VectorSchemaRoot root = new VectorSchemaRoot(Arrays.asList(columns));
    DictionaryProvider none = new DictionaryProvider.MapDictionaryProvider();
    try {
      ArrowStreamWriter writer =
          new ArrowStreamWriter(
              root, none, Channels.newChannel(out), option, new UnchangedBytes(), codec);
      for (int i = 0; i < batches; i++) {
        writer.writeBatch();
      }
      if (batches == 0) {
        writer.start();
      }
      if (end) {
        writer.end();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static List<CodecType> codecs() {
    return List.of(CodecType.LZ4_FRAME, CodecType.ZSTD);
  }

  /** Announces a compression and leaves the bytes as they are. */
  private static final class UnchangedBytes implements CompressionCodec.Factory {
    @Override
    public CompressionCodec createCodec(CodecType type) {
      if (type == CodecType.NO_COMPRESSION) {
        return NoCompressionCodec.INSTANCE;
      }
      return new CompressionCodec() {
        @Override
        public ArrowBuf compress(BufferAllocator allocator, ArrowBuf buffer) {
          return buffer;
        }

        @Override
        public ArrowBuf decompress(BufferAllocator allocator, ArrowBuf buffer) {
          return buffer;
        }

        @Override
        public CodecType getCodecType() {
          return type;
        }
      };
    }

    @Override
    public CompressionCodec createCodec(CodecType type, int level) {
      return createCodec(type);
    }
  }
}
