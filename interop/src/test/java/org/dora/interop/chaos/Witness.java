package org.dora.interop.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A node's process by what it has written down.
 *
 * @param flow name of its dataflow
 * @param received how many messages came
 * @param gaps how often one was missing or out of order
 * @param parameters as JSON
 */
record Witness(
    String flow, String node, long pid, long received, long gaps, Map<String, String> parameters) {
  private static final JsonMapper JSON = new JsonMapper();

  /** Returns those that live, of all dataflows. */
  static List<Witness> living(Path folder) throws IOException {
    List<Witness> living = new ArrayList<>();
    try (var files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String[] name = file.getFileName().toString().split("\\.");
        long pid = Long.parseLong(name[2]);
        if (lives(pid, folder)) {
          living.add(read(file, name[0], name[1], pid));
        }
      }
    }
    return living;
  }

  /** One that has ended and nobody has reaped has no environment any more. */
  private static boolean lives(long pid, Path folder) {
    try {
      return Files.readString(
              Path.of("/proc", Long.toString(pid), "environ"), StandardCharsets.ISO_8859_1)
          .contains(folder.toString());
    } catch (IOException _) {
      return false;
    }
  }

  private static Witness read(Path file, String flow, String node, long pid) throws IOException {
    Map<String, String> parameters = new TreeMap<>();
    try {
      JsonNode told = JSON.readTree(Files.readString(file));
      told.path("parameters")
          .properties()
          .forEach(entry -> parameters.put(entry.getKey(), entry.getValue().toString()));
      return new Witness(
          flow,
          node,
          pid,
          told.path("received").asLong(0),
          told.path("gaps").asLong(0),
          parameters);
    } catch (JacksonException _) {
      return new Witness(flow, node, pid, 0, 0, parameters); // it has just begun to write
    }
  }
}
