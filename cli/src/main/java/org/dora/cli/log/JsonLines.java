package org.dora.cli.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import org.dora.common.json.JsonWriter;

/** Writes what the program has to say about itself as the released one does, an object per line. */
final class JsonLines extends EncoderBase<ILoggingEvent> {
  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    JsonWriter line = new JsonWriter();
    line.beginMap().key("timestamp").text(event.getInstant().toString());
    line.key("level").text(event.getLevel().toString());
    line.key("fields").beginMap().key("message").text(event.getFormattedMessage());
    if (event.getThrowableProxy() != null) {
      line.key("error").text(ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    line.endMap().key("target").text(event.getLoggerName());
    return line.endMap().endLine().toByteArray();
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }
}
