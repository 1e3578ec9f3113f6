// Before the first paint: the theme chosen earlier. It reads what src/routes/settings.ts keeps.
(() => {
	try {
		const base = new URL('.', document.currentScript.src).pathname.slice(0, -1);
		const theme = JSON.parse(localStorage.getItem(`waythrough:${base}:theme`) ?? '""');
		if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
	} catch {
		// Without storage the system's theme stands.
	}
})();
