package org.dora.common.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dora.common.manifest.ManifestReader;
import org.junit.jupiter.api.Test;

final class ManifestDigestTest {
  /** The digest is what dora 1.1.0 wrote into a lock file for this manifest. */
  @Test
  void aManifestHasTheDigestThatTheReleasedProgramGivesIt() {
    assertEquals(DIGEST, ManifestDigest.of(ManifestReader.parse(MANIFEST, "m").manifest()));
  }

  @Test
  void keysThatSayNothingAreLeftOut() {
    assertEquals(
        "{\"apiVersion\":1,\"namespace\":\"acme\",\"runtime\":\"rust\",\"entrypoint\":\"a/b\"}",
        ManifestDigest.json(
            ManifestReader.parse(
                    "{apiVersion: 1, namespace: acme, runtime: rust, entrypoint: a/b, inputs: {},"
                        + " requirements: {}}",
                    "m")
                .manifest()));
  }

  private static final String DIGEST =
      "4fef76d4f8bc96a92b15b1da5c3842a6d794077e143c2a1c664249243878ef4e";

  private static final String MANIFEST =
      """
      apiVersion: 1
      name: types
      namespace: acme
      description: "does\\u0001 types\\u2028\\x7f\\u00e9 a/b \\"q\\" \\\\"
      categories: [sensor, ml-inference]
      keywords: [k1]
      runtime: python
      entrypoint: main.py
      build: |
        echo a
        echo b
      inputs: {t: {type: std/core/v1/UInt64, required: false}, u: {}}
      outputs: {o: {type: std/core/v1/Bool, description: d}}
      types:
        acme/x/v1/P: {arrow: Struct, fields: [{name: a, type: Float32}], params: [{name: q}], metadata: [{key: z}]}
        acme/x/v1/Q: {arrow: Float32, description: dd}
      env: {A: {type: int, default: 3}, B: {default: 1.5}, C: {type: bool, default: true}, D: {default: 1e20}, E: {default: 1e-7}, F: {default: 18446744073709551615}}
      requirements: {hardware: [cuda], system: {apt: libx}}
      platforms: [linux-x86_64]
      dora: ">=0.4"
      example: |
        - id: a
          hub: acme/types
      """;
}
