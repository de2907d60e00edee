package org.dora.common.descriptor;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dora.common.id.DataId;
import org.jspecify.annotations.Nullable;

/**
 * The inputs and outputs of a node and what is said of them; all sorted, as dora prints them.
 *
 * @param inputs by id
 * @param outputs ids of all outputs
 * @param inputTypes type URN by input
 * @param outputTypes type URN by output
 * @param outputFraming framing by output, perhaps of outputs that do not exist
 * @param outputMetadata names of the metadata that an output promises
 * @param pattern {@code service-server}, {@code action-client} and so on, as written
 */
public record NodePorts(
    SortedMap<DataId, InputDescriptor> inputs,
    SortedSet<DataId> outputs,
    SortedMap<DataId, String> inputTypes,
    SortedMap<DataId, String> outputTypes,
    SortedMap<DataId, OutputFraming> outputFraming,
    SortedMap<DataId, List<String>> outputMetadata,
    @Nullable String pattern) {
  public NodePorts {
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    outputs = Collections.unmodifiableSortedSet(new TreeSet<>(outputs));
    inputTypes = Collections.unmodifiableSortedMap(new TreeMap<>(inputTypes));
    outputTypes = Collections.unmodifiableSortedMap(new TreeMap<>(outputTypes));
    outputFraming = Collections.unmodifiableSortedMap(new TreeMap<>(outputFraming));
    outputMetadata = Collections.unmodifiableSortedMap(new TreeMap<>(outputMetadata));
  }

  /** Returns these ports with other inputs. */
  public NodePorts withInputs(SortedMap<DataId, InputDescriptor> other) {
    return new NodePorts(
        other, outputs, inputTypes, outputTypes, outputFraming, outputMetadata, pattern);
  }
}
