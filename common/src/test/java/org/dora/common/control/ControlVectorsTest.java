package org.dora.common.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.dora.common.control.ControlFrames.Codec;
import org.dora.common.control.ControlFrames.Recorded;
import org.dora.common.daemonlink.CoordinatorRequest;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.DaemonCommandReply;
import org.dora.common.daemonlink.DaemonEvent;
import org.dora.common.frame.Frame;
import org.dora.common.json.JsonException;
import org.dora.common.json.JsonWriter;
import org.dora.common.json.RawJson;
import org.dora.common.net.ReceivedBytes;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every recorded message of the released program is read, and written as it was. */
class ControlVectorsTest {

  @TestFactory
  Stream<DynamicTest> everyVariantIsWrittenAsItWasRead() {
    return ControlFrames.variants().stream()
        .map(variant ->
            DynamicTest.dynamicTest(
                variant.name(),
                () -> assertEquals(variant.json(), tree(variant.codec().again(variant.bytes())))));
  }

  @TestFactory
  Stream<DynamicTest> everyCapturedFrameIsWrittenAsItWasRead() {
    return ControlFrames.captured().stream()
        .map(frame ->
            DynamicTest.dynamicTest(
                frame.name(), () -> assertEquals(frame.json(), tree(again(frame)))));
  }

  @Test
  void everyVariantThatWeKnowHasAVector() {
    Set<String> seen = new TreeSet<>();
    for (Recorded variant : ControlFrames.variants()) {
      String name = variant.name();
      seen.add(name.contains("+") ? name.substring(0, name.indexOf('+')) : name);
    }
    assertEquals(38, ControlRequest.class.getPermittedSubclasses().length);
    assertEquals(38, count(seen, "ControlRequest "));
    // Of our own: TopicDelivered, PublishTopic and its reply.
    assertEquals(
        ControlReply.class.getPermittedSubclasses().length - 1,
        count(seen, "ControlRequestReply "));
    assertEquals(
        DaemonCommand.class.getPermittedSubclasses().length - 1,
        count(seen, "CoordinatorToDaemon ") - 4); // register, resolve and an envelope beside them
    assertEquals(
        DaemonCommandReply.class.getPermittedSubclasses().length - 1,
        count(seen, "DaemonCoordinatorReply "));
    assertEquals(
        DaemonEvent.class.getPermittedSubclasses().length
            + CoordinatorRequest.class.getPermittedSubclasses().length
            - 1, // the event itself
        count(seen, "DaemonToCoordinator ") - 5); // states of nodes beside them
  }

  @TestFactory
  Stream<DynamicTest> theReleasedCoordinatorsVerdictsAreOurs() {
    return ControlFrames.read(ControlFrames.folder().resolve("edge-cases-control.json"))
        .valueStream()
        .filter(edge -> edge.has("sent") && edge.get("recv").isObject())
        .filter(edge -> !isLeftOut(edge))
        .map(edge ->
            DynamicTest.dynamicTest(edge.get("case").asString(), () -> assertVerdict(edge)));
  }

  /** One is cut off in the recording; the version's form is a matter of the check of versions. */
  private static boolean isLeftOut(JsonNode edge) {
    String name = edge.get("case").asString();
    return name.equals("TopicSubscribe 65") || name.equals("Hello abc");
  }

  private static void assertVerdict(JsonNode edge) {
    String expected = edge.get("recv").path("error").asString("");
    byte[] sent = edge.get("sent").asString().getBytes(StandardCharsets.UTF_8);
    if (expected.startsWith("invalid request: ")) {
      assertThrows(JsonException.class, () -> Frame.read(sent));
      return;
    }
    Frame.Request request = (Frame.Request) Frame.read(sent);
    assertEquals(edge.get("recv").get("id").asString(), request.id().toString());
    if (expected.startsWith("invalid params: ")) {
      JsonException refused = assertThrows(JsonException.class, () -> ControlLink.request(request));
      assertEquals(expected, "invalid params: " + refused.reason());
      assertTrue(refused.path().startsWith("$.params"), refused.getMessage());
    } else {
      ControlLink.request(request);
    }
  }

  @Test
  void topicFramesHaveTheIdOfTheirSubscriptionFirst() {
    JsonNode captured =
        ControlFrames.read(ControlFrames.folder().resolve("captured/05-topic-echo.json"));
    int seen = 0;
    String id = "";
    for (JsonNode frame : captured.get("frames")) {
      JsonNode subscribed = frame.path("json").path("result").path("TopicSubscribed");
      if (subscribed.isObject()) {
        id = subscribed.get("subscription_id").asString();
      }
      if (frame.has("hex")) {
        byte[] bytes = HexFormat.of().parseHex(frame.get("hex").asString());
        BinaryFrame topic = BinaryFrame.read(ReceivedBytes.of(bytes));
        assertEquals(UUID.fromString(id), topic.id());
        assertEquals(
            frame.get("hex").asString(),
            HexFormat.of().formatHex(BinaryFrame.head(topic.id()))
                + HexFormat.of().formatHex(topic.payload().toArray()));
        seen++;
      }
    }
    assertTrue(seen > 0, "no binary frame in the recording");
  }

  private static byte[] again(Recorded recorded) {
    Codec<?> codec = recorded.codec();
    return switch (Frame.read(recorded.bytes())) {
      case Frame.Request(UUID id, String method, var params) ->
          Frame.request(id, method, codec.again(params.toByteArray()), ControlVectorsTest::append);
      case Frame.Reply(UUID id, var result) ->
          Frame.reply(id, codec.again(result.toByteArray()), ControlVectorsTest::append);
      case Frame.Failure(UUID id, String error) -> Frame.failure(id, error);
      case Frame.Event(String name, var payload) ->
          Frame.event(name, codec.again(payload.toByteArray()), ControlVectorsTest::append);
    };
  }

  private static void append(JsonWriter out, byte[] json) {
    out.raw(RawJson.of(new String(json, StandardCharsets.UTF_8)));
  }

  private static long count(Set<String> names, String group) {
    return names.stream().filter(name -> name.startsWith(group)).count();
  }

  private static JsonNode tree(byte[] json) {
    return JsonMapper.shared().readTree(json);
  }
}
