package org.dora.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dora.common.memory.SegmentPool;
import org.dora.common.message.NodeEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ExtensionTest {
  private final StandInDaemon daemon;
  private final Node node;
  private final Extension extension;

  ExtensionTest() throws IOException {
    daemon = new StandInDaemon();
    node = daemon.start(new SegmentPool());
    extension = node.extension("tiles");
  }

  @AfterEach
  void end() throws IOException {
    node.close();
    daemon.close();
  }

  @Test
  void valuesAreStoredLoadedAndDropped() {
    extension.store("a", new byte[] {1, 2});
    assertArrayEquals(new byte[] {1, 2}, extension.load("a").orElseThrow());
    assertArrayEquals(new byte[] {1, 2}, extension.load("a").orElseThrow());
    extension.drop("a");
    extension.drop("a");
    assertTrue(extension.load("a").isEmpty());
  }

  @Test
  void aValueCanBeTaken() {
    extension.store("a", new byte[] {1});
    assertArrayEquals(new byte[] {1}, extension.take("a").orElseThrow());
    assertTrue(extension.take("a").isEmpty());
  }

  @Test
  void keysOfOtherExtensionsAreOthers() {
    extension.store("a", new byte[] {1});
    assertEquals(Optional.empty(), node.extension("other").load("a"));
  }

  @Test
  void aRefusalNamesTheExtensionAndTheDaemonsReason() {
    ExtensionException refusal =
        assertThrows(ExtensionException.class, () -> extension.store("taken", new byte[0]));
    assertTrue(refusal.getMessage().contains("`tiles`"), refusal::getMessage);
    assertTrue(refusal.getMessage().contains("owned by node `other`"), refusal::getMessage);
  }

  @Test
  void anExtensionInTheDaemonAnswers() {
    assertArrayEquals(new byte[] {7}, node.extension("echo").request(new byte[] {7}));
    ExtensionException refusal =
        assertThrows(ExtensionException.class, () -> extension.request(new byte[0]));
    assertTrue(refusal.getMessage().contains("no extension registered"), refusal::getMessage);
  }

  @Test
  void droppedKeysAreGivenOncePerExtensionAndAreNoEvents() {
    daemon.give(
        new NodeEvent.ExtensionDropped("tiles", "a"),
        new NodeEvent.ExtensionDropped("other", "b"),
        new NodeEvent.ExtensionDropped("tiles", "c"),
        new NodeEvent.ParamDeleted("gain"));
    assertEquals(Optional.of(new Event.ParamDeleted("gain")), node.next());

    assertEquals(List.of("a", "c"), extension.drainDroppedKeys());
    assertEquals(List.of(), extension.drainDroppedKeys());
    assertEquals(List.of("b"), node.extension("other").drainDroppedKeys());
  }

  @Test
  void theNewestFourThousandDroppedKeysAreKept() {
    DroppedKeys keys = new DroppedKeys();
    IntStream.rangeClosed(0, DroppedKeys.MAX).forEach(i -> keys.add("tiles", "key" + i));

    List<String> kept = keys.drain("tiles");
    assertEquals(4096, kept.size());
    assertEquals("key1", kept.getFirst());
  }
}
