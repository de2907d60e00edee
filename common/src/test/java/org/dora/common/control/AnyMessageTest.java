package org.dora.common.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.dora.common.codec.ControlReplyJson;
import org.dora.common.codec.ControlRequestJson;
import org.dora.common.codec.CoordinatorRequestJson;
import org.dora.common.codec.DaemonCommandJson;
import org.dora.common.codec.DaemonCommandReplyJson;
import org.dora.common.codec.RegisterResultJson;
import org.dora.common.codec.ResolveMachineReplyJson;
import org.dora.common.control.ControlFrames.Recorded;
import org.dora.common.daemonlink.CoordinatorRequest;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.DaemonCommandReply;
import org.dora.common.daemonlink.RegisterResult;
import org.dora.common.daemonlink.ResolveMachineReply;
import org.dora.common.json.JsonException;
import org.dora.common.json.JsonReader;
import org.dora.common.json.JsonWriter;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What we write is read as the same message, and what is damaged is refused in words; rounds by
 * {@code -Ddora.campaign.scale=1}, first seed by {@code -Ddora.messages.seed}.
 */
class AnyMessageTest {
  private static final int ROUNDS =
      (int) (20_000 * Double.parseDouble(System.getProperty("dora.campaign.scale", "0.05")));
  private static final long SEED = Long.getLong("dora.messages.seed", 1);

  @Test
  void anyMessageIsReadAsItWasWritten() {
    for (long seed = SEED; seed < SEED + ROUNDS; seed++) {
      RandomMessages messages = new RandomMessages(seed);
      assertSame(
          seed,
          messages.next(ControlRequest.class),
          ControlRequestJson::read,
          ControlRequestJson::write);
      assertSame(
          seed, messages.next(ControlReply.class), ControlReplyJson::read, ControlReplyJson::write);
      assertSame(
          seed,
          messages.next(CoordinatorRequest.class),
          CoordinatorRequestJson::read,
          CoordinatorRequestJson::write);
      assertSame(
          seed,
          messages.next(DaemonCommand.class),
          DaemonCommandJson::read,
          DaemonCommandJson::write);
      assertSame(
          seed,
          messages.next(DaemonCommandReply.class),
          DaemonCommandReplyJson::read,
          DaemonCommandReplyJson::write);
      assertSame(
          seed,
          messages.next(RegisterResult.class),
          RegisterResultJson::read,
          RegisterResultJson::write);
      assertSame(
          seed,
          messages.next(ResolveMachineReply.class),
          ResolveMachineReplyJson::read,
          ResolveMachineReplyJson::write);
    }
  }

  private static <T> void assertSame(
      long seed, T message, JsonReader.Decoder<T> decoder, JsonWriter.Encoder<T> encoder) {
    byte[] json = JsonWriter.encode(message, encoder);
    T read = JsonReader.decode(json, decoder);
    assertEquals(message, read, () -> "seed " + seed);
    assertArrayEquals(json, JsonWriter.encode(read, encoder), () -> "seed " + seed);
  }

  @Test
  void everyBeginningOfAMessageIsRefused() {
    for (Recorded variant : ControlFrames.variants()) {
      byte[] json = variant.bytes();
      for (int length = 0; length < json.length; length++) {
        byte[] cut = Arrays.copyOf(json, length);
        assertThrows(JsonException.class, () -> variant.codec().again(cut), () -> variant.name());
      }
    }
  }

  @Test
  void damagedBytesAreRefusedInWordsOrAreAnotherMessage() {
    Random random = new Random(SEED);
    for (Recorded variant : ControlFrames.variants()) {
      for (int round = 0; round < ROUNDS / 10; round++) {
        byte[] json = variant.bytes();
        json[random.nextInt(json.length)] =
            (byte)
                (random.nextBoolean()
                    ? random.nextInt(256)
                    : "{}[]\":,0-nt".charAt(random.nextInt(11)));
        readOrRefused(variant, json);
      }
    }
  }

  @Test
  void valuesOfOtherTypesAreRefusedInWordsOrAreAnotherMessage() {
    List<JsonNode> strangers = new ArrayList<>();
    JsonMapper.shared()
        .readTree(
            "[null,true,5,-1,1.5,18446744073709551616,1e300,\"\",\"a/b\",\"${X}\",[],[[]],{},"
                + "{\"x\":1}]")
        .forEach(strangers::add);
    for (Recorded variant : ControlFrames.variants()) {
      for (JsonNode stranger : strangers) {
        JsonNode document = JsonMapper.shared().createArrayNode().add(variant.json().deepCopy());
        replaceEach(
            document,
            stranger,
            () -> {
              byte[] json = JsonMapper.shared().writeValueAsBytes(document.get(0));
              readOrRefused(variant, json);
            });
      }
    }
  }

  /** Puts the stranger in the place of each value in turn. */
  private static void replaceEach(JsonNode within, JsonNode stranger, Runnable check) {
    switch (within) {
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          JsonNode value = array.get(i);
          array.set(i, stranger);
          check.run();
          array.set(i, value);
          replaceEach(value, stranger, check);
        }
      }
      case ObjectNode object -> {
        for (String key : List.copyOf(object.propertyNames())) {
          JsonNode value = object.get(key);
          object.set(key, stranger);
          check.run();
          object.set(key, value);
          replaceEach(value, stranger, check);
        }
      }
      default -> {}
    }
  }

  /** Any other exception than ours fails the test. */
  private static void readOrRefused(Recorded variant, byte[] json) {
    try {
      variant.codec().again(json);
    } catch (JsonException refused) {
      if (!refused.getMessage().contains(" at $")) {
        throw refused;
      }
    }
  }
}
