import sys
import time

import scn

node = scn.connect(scn.Rec("p"))
print('{"timestamp":"2026-11-21T23:23:06Z","level":"warn","message":"hot","fields":{"celsius":90.5,"ok":false}}', flush=True)
time.sleep(0.3)
del node
print("after the end of the node", file=sys.stderr, flush=True)
time.sleep(0.3)
print("last words", end="", flush=True)
