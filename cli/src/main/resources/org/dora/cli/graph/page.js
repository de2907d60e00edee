'use strict';
(() => {
  const $ = id => document.getElementById(id);
  const svg = $('graph'), world = $('world'), stage = $('stage'), panel = $('panel');
  const find = $('find'), found = $('found'), map = $('map');
  const full = { width: svg.viewBox.baseVal.width, height: svg.viewBox.baseVal.height };
  const viewBox = svg.getAttribute('viewBox');
  const smallest = 0.03, largest = 4, far = 0.32;

  // What is drawn: boxes by key, edges by the keys of their ends.
  const all = selector => [...world.querySelectorAll(selector)];
  const boxes = all('.card, .pill, .frame');
  const edges = all('.edge').map(element => ({ element, from: element.dataset.from, to: element.dataset.to }));
  const out = new Map(), into = new Map();
  const push = (lists, key, value) => lists.has(key) ? lists.get(key).push(value) : lists.set(key, [value]);
  for (const edge of edges) {
    push(out, edge.from, edge);
    push(into, edge.to, edge);
  }
  const place = new Map(boxes.map(box => {
    const corner = box.transform.baseVal.getItem(0).matrix;
    const body = box.querySelector('.body');
    return [box.id, { x: corner.e, y: corner.f, width: +body.getAttribute('width'), height: +body.getAttribute('height') }];
  }));
  if (boxes.length > 150) world.classList.add('many');

  // Moving and zooming: a point p of the drawing is seen at view.x + view.k * p.
  const view = { x: 0, y: 0, k: 1 };
  let touched = false, scaled = 0;
  function show() {
    world.setAttribute('transform', `translate(${view.x} ${view.y}) scale(${view.k})`);
    if (view.k !== scaled) {
      scaled = view.k;
      world.classList.toggle('far', scaled < far);
      if (scaled < far) world.style.setProperty('--scale', scaled);
    }
    stage.style.backgroundPosition = `${view.x}px ${view.y}px`;
    pane();
  }
  function fit() {
    const width = stage.clientWidth, height = stage.clientHeight;
    view.k = Math.min(1.15, Math.max(smallest, Math.min(width / full.width, height / full.height)));
    view.x = (width - full.width * view.k) / 2;
    view.y = (height - full.height * view.k) / 2;
    touched = false;
    show();
  }
  /** All of it; of a graph too large to be read that way, the beginning. */
  function start() {
    fit();
    if (view.k >= 0.2) return;
    view.k = 0.6;
    view.x = 24;
    const first = [...place.values()].filter(box => box.x < 400);
    const middle = first.reduce((sum, box) => sum + box.y + box.height / 2, 0) / first.length;
    view.y = stage.clientHeight / 2 - middle * view.k;
    show();
  }
  function zoom(factor, x = stage.clientWidth / 2, y = stage.clientHeight / 2) {
    const k = Math.min(largest, Math.max(smallest, view.k * factor));
    view.x = x - (x - view.x) * k / view.k;
    view.y = y - (y - view.y) * k / view.k;
    view.k = k;
    touched = true;
    show();
  }
  function move(x, y) {
    view.x += x;
    view.y += y;
    show();
  }
  function pan(x, y) {
    touched = true;
    move(x, y);
  }
  function centre(key) {
    const box = place.get(key);
    if (view.k < 0.6) view.k = 0.9;
    view.x = stage.clientWidth / 2 - (box.x + box.width / 2) * view.k;
    view.y = stage.clientHeight / 2 - (box.y + box.height / 2) * view.k;
    show();
  }
  function reveal(key) {
    const box = place.get(key), margin = 24;
    if (view.k < 0.4) {
      centre(key);
      return;
    }
    const way = (start, size, room) => Math.min(0, room - margin - start - size) || Math.max(0, margin - start);
    const x = way(view.x + box.x * view.k, box.width * view.k, stage.clientWidth);
    const y = way(view.y + box.y * view.k, box.height * view.k, stage.clientHeight);
    if (x || y) move(x, y);
  }

  // The map in the corner, for what does not fit on the stage.
  const scale = Math.min(190 / full.width, 120 / full.height);
  const NS = svg.namespaceURI;
  const shape = (style, box) => {
    const rect = document.createElementNS(NS, 'rect');
    rect.setAttribute('class', style);
    for (const [name, value] of Object.entries(box)) rect.setAttribute(name, value);
    map.append(rect);
    return rect;
  };
  map.setAttribute('viewBox', viewBox);
  map.setAttribute('width', full.width * scale);
  map.setAttribute('height', full.height * scale);
  for (const box of boxes) {
    shape(box.classList.contains('frame') ? 'frame' : 'box', { ...place.get(box.id), 'stroke-width': 1 / scale });
  }
  const seen = shape('pane', { x: 0, y: 0, width: 0, height: 0, 'stroke-width': 1.5 / scale });
  function pane() {
    const width = stage.clientWidth / view.k, height = stage.clientHeight / view.k;
    const box = { x: -view.x / view.k, y: -view.y / view.k, width, height };
    for (const [name, value] of Object.entries(box)) seen.setAttribute(name, value);
    map.toggleAttribute('hidden', width >= full.width && height >= full.height);
  }
  function jump(event) {
    const frame = map.getBoundingClientRect();
    view.x = stage.clientWidth / 2 - (event.clientX - frame.left) / scale * view.k;
    view.y = stage.clientHeight / 2 - (event.clientY - frame.top) / scale * view.k;
    touched = true;
    show();
  }
  map.addEventListener('pointerdown', event => { map.setPointerCapture(event.pointerId); jump(event); });
  map.addEventListener('pointermove', event => { if (event.buttons) jump(event); });

  // Mouse and touch.
  const pointers = new Map();
  let moved = 0;
  svg.addEventListener('pointerdown', event => {
    if (event.button) return;
    if (!pointers.size) moved = 0;
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  });
  addEventListener('pointermove', event => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    moved += Math.hypot(now.x - before.x, now.y - before.y);
    if (pointers.size === 1 && moved > 4) {
      svg.classList.add('moving');
      pan(now.x - before.x, now.y - before.y);
    } else if (pointers.size === 2) {
      const [other] = [...pointers].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
      const frame = stage.getBoundingClientRect();
      pan((now.x - before.x) / 2, (now.y - before.y) / 2);
      zoom(Math.hypot(now.x - other.x, now.y - other.y) / Math.hypot(before.x - other.x, before.y - other.y),
        (now.x + other.x) / 2 - frame.left, (now.y + other.y) / 2 - frame.top);
    }
    pointers.set(event.pointerId, now);
  });
  for (const end of ['pointerup', 'pointercancel']) {
    addEventListener(end, event => {
      pointers.delete(event.pointerId);
      if (!pointers.size) svg.classList.remove('moving');
    });
  }
  svg.addEventListener('wheel', event => {
    event.preventDefault();
    const frame = stage.getBoundingClientRect();
    if (event.shiftKey || (!event.ctrlKey && event.deltaX)) {
      pan(-event.deltaX, event.shiftKey && !event.deltaX ? 0 : -event.deltaY);
      return;
    }
    const lines = event.deltaMode === 1 ? 20 : 1;
    zoom(Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0016)), event.clientX - frame.left, event.clientY - frame.top);
  }, { passive: false });

  // What belongs to what the pointer is on.
  let near = [];
  function light(element) {
    near.forEach(each => each.classList.remove('near'));
    near = [];
    if (!element) return;
    if (element.classList.contains('edge')) {
      near = [element, $(element.dataset.from), $(element.dataset.to)];
    } else if (element.classList.contains('pill')) {
      const same = all('.pill').filter(each => each.dataset.mapping === element.dataset.mapping);
      near = [...same, ...same.flatMap(each => (out.get(each.id) || []).map(edge => edge.element))];
    } else {
      near = [element, ...[...(out.get(element.id) || []), ...(into.get(element.id) || [])].map(edge => edge.element)];
    }
    near.forEach(each => each.classList.add('near'));
  }
  const target = event => event.target.closest && event.target.closest('.card, .pill, .edge, .frame');
  svg.addEventListener('pointerover', event => light(target(event) || $(chosen)));
  svg.addEventListener('pointerleave', () => light($(chosen)));

  // The chosen node, where its data comes from and where it goes.
  let chosen = '';
  function reach(start, lists, end) {
    const lit = new Set([start]), todo = [start];
    while (todo.length) {
      for (const edge of lists.get(todo.pop()) || []) {
        edge.element.classList.add('lit');
        if (!lit.has(edge[end])) {
          lit.add(edge[end]);
          todo.push(edge[end]);
        }
      }
    }
    lit.forEach(key => $(key).classList.add('lit'));
  }
  function choose(key, edge) {
    all('.lit, .chosen').forEach(each => each.classList.remove('lit', 'chosen'));
    panel.querySelectorAll('section, .chosen').forEach(each => {
      if (each.tagName === 'SECTION') each.hidden = true;
      else each.classList.remove('chosen');
    });
    const details = key && $('d-' + key);
    chosen = details ? key : '';
    panel.hidden = !details;
    world.classList.toggle('traced', Boolean(details) && place.has(key) && !$(key).classList.contains('frame'));
    if (details) {
      $(key).classList.add('chosen');
      reach(key, out, 'to');
      reach(key, into, 'from');
      details.hidden = false;
      panel.scrollTop = 0;
      const row = edge && details.querySelector(`[data-edge="${edge}"]`);
      if (row) {
        row.classList.add('chosen');
        row.scrollIntoView({ block: 'nearest' });
      }
    }
    light($(chosen));
    if (details) reveal(key);
    else if (!touched) start();
  }
  svg.addEventListener('click', event => {
    if (moved > 4) return;
    const element = target(event);
    if (!element) choose('');
    else if (element.classList.contains('edge')) choose(element.dataset.to, element.id);
    else if (element.classList.contains('pill')) choose(((out.get(element.id) || [])[0] || {}).to);
    else choose(element.id);
  });
  svg.addEventListener('keydown', event => {
    const element = target(event);
    if (element && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      choose(element.id);
      const details = $('d-' + element.id);
      if (details) details.querySelector('h2').focus();
    }
  });
  svg.addEventListener('focusin', event => {
    const element = target(event);
    if (element && element.matches(':focus-visible')) reveal(element.id);
  });
  panel.addEventListener('click', event => {
    const link = event.target.closest('a');
    if (!link) return;
    event.preventDefault();
    const key = link.getAttribute('href').slice(1);
    choose(key);
    $('d-' + key).querySelector('h2').focus();
  });
  function close() {
    const last = chosen && $(chosen);
    choose('');
    if (last && panel.contains(document.activeElement)) last.focus({ preventScroll: true });
  }
  $('close').addEventListener('click', close);

  // Search.
  let hits = [], current = -1;
  function search() {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    hits = words.length ? boxes.filter(box => words.every(word => box.dataset.find.toLowerCase().includes(word))) : [];
    current = -1;
    boxes.forEach(box => box.classList.toggle('hit', hits.includes(box)));
    world.classList.toggle('searched', words.length > 0);
    found.value = words.length ? String(hits.length) : '';
  }
  find.addEventListener('input', search);
  find.addEventListener('keydown', event => {
    if (event.key === 'Enter' && hits.length) {
      current = (current + (event.shiftKey ? hits.length - 1 : 1)) % hits.length;
      found.value = `${current + 1}/${hits.length}`;
      centre(hits[current].id);
      light(hits[current]);
    } else if (event.key === 'Escape') {
      find.value = '';
      search();
      find.blur();
      event.stopPropagation();
    }
  });

  // Sources that do not exist, one after the other.
  const lost = all('.pill.missing');
  let shown = -1;
  if ($('alarm')) {
    $('alarm').addEventListener('click', () => {
      shown = (shown + 1) % lost.length;
      centre(lost[shown].id);
      light(lost[shown]);
    });
  }

  // Keys for all of the page.
  const step = 60;
  const keys = {
    ArrowLeft: () => pan(step, 0), ArrowRight: () => pan(-step, 0), ArrowUp: () => pan(0, step), ArrowDown: () => pan(0, -step),
    '+': () => zoom(1.25), '=': () => zoom(1.25), '-': () => zoom(0.8), 0: fit,
    '/': () => find.focus(), Escape: close,
  };
  addEventListener('keydown', event => {
    const typing = event.target.matches && event.target.matches('input, pre');
    if (typing || $('mermaid').open || event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    if (event.key.startsWith('Arrow') && panel.contains(event.target)) return;
    event.preventDefault();
    keys[event.key]();
  });

  // Buttons.
  $('zoom-in').addEventListener('click', () => zoom(1.25));
  $('zoom-out').addEventListener('click', () => zoom(0.8));
  $('zoom-fit').addEventListener('click', fit);
  $('print').addEventListener('click', () => print());
  $('show-mermaid').addEventListener('click', () => $('mermaid').showModal());
  $('copy').addEventListener('click', async () => {
    const range = document.createRange();
    range.selectNodeContents($('source'));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    let copied = true;
    try {
      await navigator.clipboard.writeText($('source').textContent);
    } catch {
      copied = document.execCommand('copy');
    }
    $('copy').textContent = copied ? 'Copied' : 'Press Ctrl+C';
  });
  const dark = [...document.styleSheets[0].cssRules].find(rule => rule.media && rule.media.mediaText.includes('dark'));
  const system = dark.media.mediaText;
  const themes = [['Theme: system', system], ['Theme: light', 'not all'], ['Theme: dark', 'all']];
  let theme = 0;
  function paint(media) {
    dark.media.mediaText = media;
  }
  $('theme').addEventListener('click', () => {
    theme = (theme + 1) % themes.length;
    $('theme').textContent = themes[theme][0];
    paint(themes[theme][1]);
  });

  // Paper shows all of it, in dark ink.
  addEventListener('beforeprint', () => {
    world.removeAttribute('transform');
    world.classList.remove('far');
    svg.setAttribute('viewBox', viewBox);
    paint('not all');
  });
  addEventListener('afterprint', () => {
    svg.removeAttribute('viewBox');
    paint(themes[theme][1]);
    scaled = 0;
    show();
  });

  // Fonts differ: what is wider here than was reckoned with is narrowed.
  const lengths = [...svg.querySelectorAll('text[data-room]')].map(text => [text, text.getComputedTextLength(), +text.dataset.room]);
  for (const [text, length, room] of lengths) {
    if (length > room + 0.5) {
      text.setAttribute('textLength', room);
      text.setAttribute('lengthAdjust', 'spacingAndGlyphs');
    }
  }
  svg.removeAttribute('viewBox');
  svg.removeAttribute('width');
  svg.removeAttribute('height');
  start();
  new ResizeObserver(() => touched || chosen ? show() : start()).observe(stage);
})();
