package org.dora.interop.descriptor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.dora.interop.peers.Judge;
import org.dora.interop.peers.Sample;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The recorded corpus of descriptors, replayed with our executable and judged by the runner of the
 * vectors: verdicts, expanded YAML and Mermaid byte for byte, what programs saw, files, errors by
 * their facts. The cases s.. are started with a coordinator and two daemons of ours. {@code verify}
 * takes a sample.
 */
class DescriptorCorpusTest {
  private static final Judge JUDGE = new Judge("check_dataflow.py");

  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    List<String> cases =
        JUDGE
            .list()
            .lines()
            .map(line -> line.split("\\s+", 2)[0])
            .filter(name -> !name.isEmpty())
            .toList();
    assertTrue(cases.size() > 200, cases::toString);
    List<String> sample = Sample.of(cases);
    return JUDGE.judge(sample, sample);
  }
}
