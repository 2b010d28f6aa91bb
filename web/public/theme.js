// Before the first paint, so that a chosen theme or language never flashes in the other one.
try {
  var theme = localStorage.getItem('cer.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  if (localStorage.getItem('cer.language') === 'en') document.documentElement.lang = 'en';
} catch (_) { /* a browser that keeps nothing */ }
