package org.dora.common.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PathVariablesTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("HOME", "/home/me", "SECRET", "x", "PWD", "/a$b\\c");

  @Test
  void allowedVariablesAreReplacedWithAndWithoutBraces() {
    assertEquals("/home/me/bin//home/mex", expand("$HOME/bin/${HOME}x").text());
  }

  @Test
  void valuesAreTakenLiterally() {
    assertEquals("/a$b\\c/run", expand("$PWD/run").text());
  }

  @Test
  void otherAndUnsetVariablesStayAndAreNamed() {
    assertEquals(
        new PathVariables.Expansion("$SECRET/${USER}/$HOMER/$", List.of("SECRET", "USER", "HOMER")),
        expand("$SECRET/${USER}/$HOMER/$"));
    assertEquals(List.of("SECRET"), expand("$SECRET/${SECRET}").kept());
  }

  private static PathVariables.Expansion expand(String path) {
    return PathVariables.expand(path, ENVIRONMENT);
  }
}
