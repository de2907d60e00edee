package org.dora.interop.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dora.interop.peers.Executable;
import org.dora.interop.peers.Program;
import org.dora.interop.peers.ReleasedPeers;
import org.dora.interop.peers.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Descriptors changed at random: we accept exactly what the released program accepts. */
class SameVerdictTest {
  private static final double SCALE =
      Double.parseDouble(System.getProperty("dora.campaign.scale", "0.05"));
  private static final int DESCRIPTORS = (int) Math.ceil(1000 * SCALE);
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void whatWeAcceptTheReleasedProgramAcceptsAndTheReverse() throws IOException {
    long seed = Seed.ofThisRun();
    System.out.printf("same verdict: %d descriptors, -Ddora.seed=%d%n", DESCRIPTORS, seed);
    Mutator mutator = new Mutator(seed, GoodDescriptor.all());
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < DESCRIPTORS; i++) {
      Mutation mutation = i % 3 == 0 ? mutator.broken() : mutator.changed();
      Path place = Files.createDirectory(folder.resolve(Integer.toString(i)));
      mutation.origin().copyTo(place);
      Files.writeString(place.resolve("dataflow.yml"), mutation.text());
      Program.Outcome ours = validate(place, Executable.dora());
      Program.Outcome theirs = validate(place, ReleasedPeers.dora());
      if (ours.exitCode() != theirs.exitCode()) {
        differences.add(
            "%s%n%s%n--- we say %d:%n%s--- they say %d:%n%s"
                .formatted(
                    mutation.origin(),
                    mutation.text(),
                    ours.exitCode(),
                    ours.stderr(),
                    theirs.exitCode(),
                    theirs.stderr()));
      }
    }
    assertEquals(List.of(), differences, () -> String.join("\n\n", differences));
  }

  private static Program.Outcome validate(Path place, Path dora) {
    return Program.of(place, dora.toString(), "validate", "dataflow.yml").run(LIMIT);
  }
}
