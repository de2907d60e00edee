package org.dora.common.types;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The types that come with dora (dataflow.md section 10). */
final class StandardTypes {
  private static final String CORE = "std/core/v1/";
  private static final String MATH = "std/math/v1/";
  private static final String CONTROL = "std/control/v1/";
  private static final String MEDIA = "std/media/v1/";
  private static final String VISION = "std/vision/v1/";

  /** What timers send. */
  static final String TIMER = CORE + "UInt64";

  /** What takes anything. */
  static final String BYTES = CORE + "Bytes";

  private final SortedMap<String, TypeDefinition> types = new TreeMap<>();

  private StandardTypes() {}

  static SortedMap<String, TypeDefinition> all() {
    StandardTypes standard = new StandardTypes();
    standard.core();
    standard.math();
    standard.control();
    standard.media();
    standard.vision();
    return Collections.unmodifiableSortedMap(standard.types);
  }

  private void core() {
    for (String arrow :
        List.of(
            "Float32", "Float64", "Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32",
            "UInt64")) {
      plain(CORE + arrow, arrow);
    }
    plain(CORE + "String", "Utf8");
    plain(BYTES, "LargeBinary");
    plain(CORE + "Bool", "Boolean");
  }

  private void math() {
    struct(MATH + "Vector3", "x", "Float64", "y", "Float64", "z", "Float64");
    struct(MATH + "Quaternion", "x", "Float64", "y", "Float64", "z", "Float64", "w", "Float64");
    struct(MATH + "Pose", "position", "Vector3", "orientation", "Quaternion");
    struct(MATH + "Transform", "translation", "Vector3", "rotation", "Quaternion");
  }

  private void control() {
    struct(CONTROL + "Twist", "linear", "Vector3", "angular", "Vector3");
    struct(
        CONTROL + "JointState",
        "names",
        "List<Utf8>",
        "positions",
        "List<Float64>",
        "velocities",
        "List<Float64>",
        "efforts",
        "List<Float64>");
    struct(CONTROL + "Odometry", "pose", "Pose", "twist", "Twist", "frame_id", "Utf8");
  }

  private void media() {
    struct(
        MEDIA + "Image",
        "width",
        "UInt32",
        "height",
        "UInt32",
        "encoding",
        "Utf8",
        "data",
        "LargeBinary");
    plain(MEDIA + "CompressedImage", "LargeBinary");
    struct(MEDIA + "PointCloud", "points", "LargeBinary", "width", "UInt32", "height", "UInt32");
    String audio = MEDIA + "AudioFrame";
    struct(audio, "sample_rate", "UInt32", "channels", "UInt32", "data", "LargeBinary");
    types.computeIfPresent(
        audio,
        (_, frame) -> frame.withParameter(new TypeDefinition.Parameter("sample_type", "f32")));
  }

  private void vision() {
    struct(
        VISION + "BoundingBox",
        "x",
        "Float32",
        "y",
        "Float32",
        "width",
        "Float32",
        "height",
        "Float32",
        "confidence",
        "Float32",
        "label",
        "Utf8");
    struct(VISION + "Detection", "boxes", "List<BoundingBox>");
    struct(
        VISION + "Segmentation",
        "width",
        "UInt32",
        "height",
        "UInt32",
        "num_classes",
        "UInt32",
        "mask",
        "LargeBinary",
        "class_names",
        "List<Utf8>");
  }

  private void plain(String urn, String arrow) {
    types.put(urn, TypeDefinition.plain(arrow));
  }

  /**
   * @param fields name and type of each in turn
   */
  private void struct(String urn, String... fields) {
    List<TypeDefinition.Field> all = new ArrayList<>();
    for (int i = 0; i < fields.length; i += 2) {
      all.add(new TypeDefinition.Field(fields[i], fields[i + 1], true));
    }
    types.put(urn, TypeDefinition.struct(all));
  }
}
