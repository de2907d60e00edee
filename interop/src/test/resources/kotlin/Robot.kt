import java.time.Duration
import org.dora.node.Chunk
import org.dora.node.Data
import org.dora.node.Event
import org.dora.node.GoalStatus
import org.dora.node.InputTracker
import org.dora.node.MergedEvent
import org.dora.node.Metadata
import org.dora.node.NoAnswerException
import org.dora.node.Node

/** Touches every part of the node API as a Kotlin author would write it, nullability included. */
fun main() {
    Node.init("robot").use { node ->
        for (event in node) {
            if (!handle(node, event)) break
        }
        node.merge(listOf("w", "a").iterator()).use { events ->
            for (event in events) {
                when (event) {
                    is MergedEvent.Dora -> handle(node, event.event())
                    is MergedEvent.External -> println(event.value().uppercase())
                }
            }
        }
    }
}

fun handle(node: Node, event: Event): Boolean {
    when (event) {
        is Event.Input -> react(node, event)
        is Event.InputClosed -> println(event.id().length)
        is Event.InputRecovered -> println(event.id())
        is Event.NodeFailed -> println(event.inputs().size + event.error().length)
        is Event.NodeRestarted -> println(event.source())
        is Event.ParamUpdate -> {
            val value: Any? = event.value()
            println(value?.toString() ?: event.key())
        }
        is Event.ParamDeleted -> println(event.key())
        is Event.Reload -> println(event.operatorId()?.length ?: 0)
        is Event.Error -> println(event.id() ?: event.message())
        is Event.Stop -> return event.cause() != Event.Stop.Cause.MANUAL
    }
    return true
}

fun react(node: Node, input: Event.Input) {
    val floats: FloatArray = input.floats()
    node.send("signal")
    node.send("one", 1)
    node.send("long", 2L)
    node.send("real", floats.sum().toDouble())
    node.send("truth", true)
    node.send("text", "hello", Metadata.of("lang", "en").put("frame", 7).put("scale", 0.5))
    node.send("ints", intArrayOf(1, 2))
    node.send("floats", floats)
    node.send("bytes", byteArrayOf(1))
    node.send("data", Data.of(longArrayOf(1, 2)))
    node.output("image").allocate(org.apache.arrow.vector.types.Types.MinorType.UINT1, 4).use {
        it.segment().fill(0)
        it.metadata().put("width", 2)
        it.send()
    }
    try {
        val sum: Long = node.service("add").call(Data.of(longArrayOf(2, 3)), Duration.ofSeconds(1)).longValue()
        println(sum)
    } catch (e: NoAnswerException) {
        when (e.reason()) {
            NoAnswerException.Reason.TIMEOUT, NoAnswerException.Reason.SERVER_RESTARTED -> println("again")
            NoAnswerException.Reason.SERVER_GONE -> println("without")
            NoAnswerException.Reason.STREAM_ENDED, NoAnswerException.Reason.STREAM_ERROR -> println("over")
        }
    }
    val goal = node.action("navigate").start(Data.of(doubleArrayOf(1.0, 2.0)))
    val result = goal.result(Duration.ofSeconds(1)) { feedback -> println(feedback.doubles().size) }
    if (result.status() == GoalStatus.SUCCEEDED) println(result.input().string())
    val server = node.actionServer("feedback", "result")
    server.accept(input).apply { feedback(Data.none()); succeed(Data.of("done")) }
    node.respond("response", input, Data.of(42))
    node.stream("tokens").apply { send(Data.of("a")); finish(Data.of("b")); flush(Data.none()) }
    val chunk: Chunk? = input.metadata().chunk().orElse(null)
    println(chunk?.fin)
    InputTracker(node).use { tracker -> println(tracker.closedInputs().size) }
    val stored: ByteArray? = node.extension("tiles").load("key").orElse(null)
    println(stored?.size)
    val described: Any? = node.dataflowDescriptor()["nodes"]
    println(described ?: node.inputs().values.first().timeout().orElse(Duration.ZERO))
}
