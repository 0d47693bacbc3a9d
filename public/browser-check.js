// Says in a sentence that a browser is too old, where the program itself could not even be read. Old syntax on purpose.
// What is asked for: WebAssembly (the pose model), IndexedDB (sessions), and, as a sign of an engine from 2023 or later
// with module workers, Array.prototype.toSorted.
(function () {
  var missing = [];
  try {
    if (!window.WebAssembly) missing.push('WebAssembly');
    if (!window.Worker || !('noModule' in HTMLScriptElement.prototype) || !Array.prototype.toSorted)
      missing.push('current JavaScript');
    if (!window.indexedDB) missing.push('a place to keep sessions');
  } catch (error) {
    missing.push('a place to keep sessions');
  }
  if (missing.length === 0) return;
  document.documentElement.setAttribute('data-unsupported', '');
  document.addEventListener('DOMContentLoaded', function () {
    var sentence = document.createElement('p');
    sentence.setAttribute('role', 'alert');
    sentence.className = 'unsupported';
    sentence.textContent =
      'Plumbline cannot run in this browser: it lacks ' +
      missing.join(' and ') +
      '. Open this page in a Chrome, Edge, Firefox or Safari of 2023 or later.';
    document.getElementById('app').appendChild(sentence);
  });
})();
