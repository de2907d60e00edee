package org.dora.interop.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dora.interop.peers.Executable;
import org.dora.interop.peers.Program;
import org.dora.interop.peers.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred descriptors, broken at random: never a stack trace, always file, line and fact. */
class BrokenDescriptorsTest {
  private static final int DESCRIPTORS = 100;
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Pattern PLACE = Pattern.compile("dataflow\\.yml:(\\d+):\\d+: ");
  private static final Pattern STACK_TRACE = Pattern.compile("Exception|\\n\\s+at \\w+[.$]");

  @TempDir private Path folder;

  @Test
  void eachIsRefusedWithFileLineAndFact() throws IOException {
    long seed = Seed.ofThisRun();
    System.out.println("broken descriptors: -Ddora.seed=" + seed);
    Mutator mutator = new Mutator(seed, GoodDescriptor.all());
    for (int i = 0; i < DESCRIPTORS; i++) {
      Mutation mutation = mutator.broken();
      Path place = Files.createDirectory(folder.resolve(Integer.toString(i)));
      mutation.origin().copyTo(place);
      Files.writeString(place.resolve("dataflow.yml"), mutation.text());
      Program.Outcome outcome =
          Program.of(place, Executable.dora().toString(), "validate", "dataflow.yml").run(LIMIT);
      check(mutation, outcome);
    }
  }

  private static void check(Mutation mutation, Program.Outcome outcome) {
    String shown = mutation.origin() + "\n" + mutation.text() + "\n--- says:\n" + outcome.stderr();
    assertEquals(1, outcome.exitCode(), shown);
    assertFalse(STACK_TRACE.matcher(outcome.stderr()).find(), shown);
    assertTrue(mutation.fact().matcher(outcome.stderr()).find(), mutation.fact() + "\n" + shown);
    assertTrue(namesTheLine(mutation, outcome.stderr()), "line " + mutation.line() + "\n" + shown);
  }

  private static boolean namesTheLine(Mutation mutation, String stderr) {
    Matcher places = PLACE.matcher(stderr);
    while (places.find()) {
      if (Integer.parseInt(places.group(1)) == mutation.line()) {
        return true;
      }
    }
    return false;
  }
}
