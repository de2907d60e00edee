import org.dora.node.*;

/** Measures how strong each of thirteen tones is in a piece of sound (the Goertzel algorithm). */
static final int BANDS = 13;

static final double LOWEST = 220; // A3, as the organ plays it

void main() {
  try (var node = Node.init()) {
    for (var event : node) {
      if (event instanceof Event.Input in) {
        // What Python sent as an Arrow array of float32 is a float[] here.
        float[] samples = in.floats();
        double rate = in.metadata().longValue("rate");
        double[] levels = new double[BANDS];
        for (int band = 0; band < BANDS; band++) {
          levels[band] = level(samples, LOWEST * Math.pow(2, band / 12.0) / rate);
        }
        node.send("levels", levels, Metadata.of("step", in.metadata().longValue("step")));
      }
    }
  }
}

/** The strength of one tone, about 1 for a pure one; the frequency is in periods per sample. */
double level(float[] samples, double frequency) {
  double factor = 2 * Math.cos(2 * Math.PI * frequency);
  double last = 0;
  double beforeLast = 0;
  for (float sample : samples) {
    double now = sample + factor * last - beforeLast;
    beforeLast = last;
    last = now;
  }
  double power = last * last + beforeLast * beforeLast - factor * last * beforeLast;
  return 2 * Math.sqrt(Math.max(0, power)) / samples.length;
}
