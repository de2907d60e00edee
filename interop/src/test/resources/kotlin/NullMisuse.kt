import org.dora.node.Event
import org.dora.node.Metadata
import org.dora.node.Node

/** What may be null must not be used as if it could not: each of these functions is an error. */
fun operatorOf(reload: Event.Reload): Int =
    reload.operatorId().length

fun valueOf(update: Event.ParamUpdate): Int =
    update.value().hashCode() + length(update.value())

fun nothing(metadata: Metadata) =
    metadata.put("key", null as String?)

fun described(node: Node): Int =
    length(node.dataflowDescriptor()["nodes"])

fun length(value: Any) = value.toString().length
