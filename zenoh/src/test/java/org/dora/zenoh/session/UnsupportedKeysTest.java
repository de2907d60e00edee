package org.dora.zenoh.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dora.zenoh.Config;
import org.junit.jupiter.api.Test;

/** Keys that have no effect are warned about by name, and only these. */
class UnsupportedKeysTest {

  @Test
  void eachIsNamedWithItsPath() {
    Config config =
        Config.fromJson5(
            """
            {mode: 'peer', scouting: {multicast: {enabled: false, delay: 7}}, plugins: {rest: {port: 8000}},
             transport: {shared_memory: {enabled: true}, link: {tx: {lease: 500, threads: 4}}},
             metadata: null, conect: {endpoints: []}}
            """);
    assertEquals(
        List.of(
            "scouting/multicast/delay",
            "plugins/rest/port",
            "transport/shared_memory/enabled",
            "transport/link/tx/threads",
            "conect/endpoints"),
        SettingsReader.warnings(config).stream().map(UnsupportedKeysTest::key).toList());
  }

  private static String key(String warning) {
    return warning
        .replaceFirst("^the configuration key `", "")
        .replaceFirst("` is not supported and has no effect$", "");
  }

  @Test
  void supportedOnesAreNot() {
    Config config =
        Config.loadDefault()
            .withMulticast(true)
            .withConnect("tcp/127.0.0.1:1")
            .insertJson5("transport/auth/usrpwd", "{user: 'a', password: 'b'}")
            .insertJson5("timestamping/enabled", "{router: true, peer: false}");
    assertEquals(List.of(), SettingsReader.warnings(config));
  }
}
