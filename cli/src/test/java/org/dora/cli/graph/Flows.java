package org.dora.cli.graph;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dora.common.descriptor.DescriptorParser;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.ParsedDescriptor;
import org.dora.common.id.NodeId;

/** Dataflows for tests. */
final class Flows {
  /** One of everything that is drawn. */
  static final String ONE_OF_EACH =
      """
      env: {FLEET: north}
      nodes:
        # on the mast
        - id: camera
          name: Mast camera
          description: publishes the left image
          path: camera.py
          args: --device 0
          env: {GAIN: 1.5}
          inputs: {tick: dora/timer/hz/30}
          outputs: [image, info]
          output_types: {image: std/media/v1/Image}
          restart_policy: on-failure
          deploy: {machine: jetson}

        - id: imu
          path: dynamic
          outputs: [accel]
        - id: amp.slam
          operators:
            - id: odometry
              python: odometry.py
              inputs:
                image: camera/image
                imu: {source: imu/accel, queue_size: 100, queue_policy: backpressure}
              outputs: [pose]
            - id: mapper
              shared-library: mapper
              inputs: {pose: {source: amp.slam/odometry/pose, input_timeout: 2}}
              outputs: [map]
        - id: planner
          operator:
            python: planner.py
            inputs: {map: amp.slam/mapper/map, errors: dora/logs/error/camera}
            outputs: [path]
        - id: base
          ros2: {topic: /cmd_vel, message_type: geometry_msgs/Twist, direction: publish}
          inputs: {cmd_vel: planner/path}
        - id: recorder
          path: shell
          args: gzip
          inputs: {gone: ghost/nothing, wrong: camera/nothing, itself: recorder/echo}
          outputs: [echo]
        - id: firmware
          path: https://example.org/firmware
      """;

  private Flows() {}

  static ParsedDescriptor parse(String yaml) {
    return DescriptorParser.parse(yaml, "flow.yml", Map.of());
  }

  static DataflowGraph graph(ParsedDescriptor flat, String... modules) {
    return DataflowGraph.of(flat.descriptor(), membersByName(flat, List.of(modules)));
  }

  /** What {@link ModuleMembers} would say if no other node's id began like a module's. */
  static SortedMap<String, Set<NodeId>> membersByName(ParsedDescriptor flat, List<String> modules) {
    SortedMap<String, Set<NodeId>> members = new TreeMap<>();
    for (String module : modules) {
      Set<NodeId> ids = new TreeSet<>();
      for (NodeDescriptor node : flat.descriptor().nodes()) {
        if (node.id().value().startsWith(module + ".")) {
          ids.add(node.id());
        }
      }
      members.put(module, ids);
    }
    return members;
  }
}
