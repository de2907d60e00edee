package org.dora.common.descriptor;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a node consists of if it is no program of its own, as written; more than one may be set,
 * which {@link DescriptorCheck} refuses.
 *
 * @param operators of a runtime node, perhaps none; null if the key is absent
 * @param operator the only one of a runtime node
 * @param ros2 a bridge to ROS 2
 * @param module file of a module, relative to the file that names it
 * @param params of the module, empty if absent
 */
public record NodeComposition(
    @Nullable List<OperatorDescriptor> operators,
    @Nullable OperatorDescriptor operator,
    @Nullable Ros2Config ros2,
    @Nullable String module,
    SortedMap<String, String> params) {
  /** A node that is a program. */
  public static final NodeComposition NONE =
      new NodeComposition(null, null, null, null, new TreeMap<>());

  public NodeComposition {
    operators = operators == null ? null : List.copyOf(operators);
    params = Utf8Order.sorted(params);
  }

  /** Returns this with other operators, as many as before. */
  public NodeComposition withOperators(
      @Nullable List<OperatorDescriptor> several, @Nullable OperatorDescriptor single) {
    return new NodeComposition(several, single, ros2, module, params);
  }
}
