#!/bin/sh
# The dora file: this script, then a JAR. The shell reads the first, `java -jar` the second.

