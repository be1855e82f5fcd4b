// What tests ask of any page. Each question is answered with a list of what is wrong, in words; it is empty when all is well.
(() => {
  const root = document.documentElement;
  const every = (selector, within = document) => [...within.querySelectorAll(selector)];

  /** `a.label#x “第一条”`, for whoever has to find it. */
  const named = element =>
    element.tagName.toLowerCase() + (element.id && '#' + element.id) +
    [...element.classList].map(word => '.' + word).join('') + ' “' + element.textContent.trim().replace(/\s+/g, ' ').slice(0, 20) + '”';

  const seen = element => element.checkVisibility({ visibilityProperty: true });

  /** Whether something between an element and the page scrolls by itself. */
  const scrolled = element => {
    for (let around = element.parentElement; around && around !== document.body; around = around.parentElement)
      if (getComputedStyle(around).overflowX !== 'visible') return true;
    return false;
  };

  /** The page does not scroll sideways; what is too wide is named. */
  const overflow = () => {
    if (root.scrollWidth <= root.clientWidth) return [];
    const wide = every('body *').filter(element => {
      const box = element.getBoundingClientRect();
      return seen(element) && box.width && box.right + scrollX > root.clientWidth + 0.5 && !scrolled(element);
    });
    const right = element => element.getBoundingClientRect().right;
    wide.sort((a, b) => right(b) - right(a));
    return [`${root.scrollWidth} wide on ${root.clientWidth}: ` + wide.slice(0, 3).map(named).join(', ')];
  };

  /** What helps with words that stand there anyway, and is hidden until a script can serve it. */
  const AIDS = 'button, form, .filter, [data-banner], [role=status]';

  const CONTROLS = 'a[href], button, input, select, textarea, summary, [tabindex]';

  /** What the tab key must stop at. Of radio buttons of one name it stops at one. */
  const stops = () => every(CONTROLS).filter(element => seen(element) && element.tabIndex >= 0 && !element.disabled);

  let walked = [];
  const walk = () => {
    walked = [];
    // From the head of the page, wherever the page itself put the focus.
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
    scrollTo(0, 0);
    return stops().length;
  };

  /** After a tab: where the focus is, and whether a reader sees it. Gives whether the walk is over. */
  const step = () => {
    const element = document.activeElement;
    const over = !element || element === document.body || walked.some(other => other.element === element);
    if (over) return true;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && (box.width || element.getClientRects().length);
    walked.push({ element, outlined, inside });
    return false;
  };

  const walkedWrong = () => {
    const reached = new Set(walked.map(stop => stop.element));
    const missed = stops().filter(element => !reached.has(element)).map(element => 'not reached: ' + named(element));
    const first = walked[0] && walked[0].element;
    const skip = document.querySelector('.skip');
    return missed.slice(0, 5).concat(
      skip && first !== skip ? ['the first stop is ' + (first ? named(first) : 'nothing')] : [],
      walked.filter(stop => !stop.outlined).slice(0, 5).map(stop => 'focus does not show: ' + named(stop.element)),
      walked.filter(stop => !stop.inside).slice(0, 5).map(stop => 'focus is out of sight: ' + named(stop.element))
    );
  };

  /** Without script: no control that does nothing, and no words that wait for a script. */
  const scriptless = () => {
    const dead = every('button, input, select, textarea').filter(seen);
    const hidden = every('main [hidden]').filter(element => element.textContent.trim() && !element.matches(AIDS) && !element.closest(AIDS));
    return dead.map(element => 'a dead control: ' + named(element)).concat(hidden.map(element => 'hidden: ' + named(element))).slice(0, 8);
  };

  /** In forced colours: states have a frame, bars a colour other than the ground. */
  const forced = () => {
    if (!matchMedia('(forced-colors: active)').matches) return ['colours are not forced'];
    const frames = every('.status, .state, .severity').filter(element => seen(element) && getComputedStyle(element).borderTopStyle === 'none');
    const ground = getComputedStyle(document.body).backgroundColor;
    const bars = every('svg rect, svg path, .bar').filter(element => {
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      const colour = element.ownerSVGElement ? style.fill : style.backgroundColor;
      const line = element.ownerSVGElement && style.stroke !== 'none';
      return box.width > 1 && box.height > 1 && !line && (colour === ground || colour === 'rgba(0, 0, 0, 0)');
    });
    return frames.map(element => 'no frame: ' + named(element)).concat(bars.map(element => 'does not show: ' + named(element))).slice(0, 8);
  };

  /** For readers who want no motion nothing moves. */
  const motion = () => every('body, body *').filter(element => {
    const style = getComputedStyle(element);
    const moves = times => times.split(',').some(time => parseFloat(time) > 0);
    return moves(style.transitionDuration) || (style.animationName !== 'none' && moves(style.animationDuration)) || style.scrollBehavior === 'smooth';
  }).map(element => 'moves: ' + named(element)).slice(0, 5);

  /** What axe finds, by rule with the first elements. */
  const axe = async rules => {
    const options = { preload: false, resultTypes: ['violations'] };
    if (rules) options.runOnly = { type: 'rule', values: rules };
    const found = await window.axe.run(document, options);
    return found.violations.map(rule => `${rule.id} (${rule.nodes.length}): ${rule.help}: ` +
      rule.nodes.slice(0, 3).map(node => node.target.join(' ') + ' ' + node.any.map(check => check.message).join('; ')).join(' | '));
  };

  window.ask = { overflow, walk, step, walkedWrong, scriptless, forced, motion, axe };
})();
