package org.dora.cli.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.dora.cli.PrettyJson;
import org.dora.common.id.NodeId;
import org.dora.common.session.DataflowSession;
import org.dora.common.session.GitSource;
import org.dora.common.session.HubProvenance;
import org.junit.jupiter.api.Test;

class SessionReportTest {
  private static final UUID ID = UUID.fromString("01a200fd-b066-712f-9593-8cf3571e62b2");

  @Test
  void sourcesAreToldWithTheirFolderAndPackage() {
    GitSource own = GitSource.of("https://x/y", "c0");
    GitSource old = new GitSource("r", "c1", null, new HubProvenance("acme/cam", "1.0.0", null));
    GitSource whole = new GitSource("r", "c2", "a/b", new HubProvenance("acme/cam", "1.1.0", "d"));
    DataflowSession session =
        new DataflowSession(
            ID,
            ID,
            new TreeMap<>(
                Map.of(new NodeId("own"), own, new NodeId("old"), old, new NodeId("whole"), whole)),
            null,
            null,
            null,
            null);

    assertEquals(
        """
        {
          "build_id": "01a200fd-b066-712f-9593-8cf3571e62b2",
          "session_id": "01a200fd-b066-712f-9593-8cf3571e62b2",
          "git_sources": {
            "old": {
              "repo": "r",
              "commit_hash": "c1",
              "hub": {
                "name": "acme/cam",
                "version": "1.0.0"
              }
            },
            "own": {
              "repo": "https://x/y",
              "commit_hash": "c0"
            },
            "whole": {
              "repo": "r",
              "commit_hash": "c2",
              "subdir": "a/b",
              "hub": {
                "name": "acme/cam",
                "version": "1.1.0",
                "manifest_digest": "d"
              }
            }
          }
        }\
        """,
        PrettyJson.of(SessionReport.of(session)));
  }
}
