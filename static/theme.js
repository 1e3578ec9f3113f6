// The theme kept by src/routes/settings.ts, before the first paint.
try {
	const base = new URL('.', document.currentScript.src).pathname.slice(0, -1);
	const theme = JSON.parse(localStorage.getItem(`waythrough:${base}:theme`));
	if (theme) document.documentElement.dataset.theme = theme;
} catch {
	// Then the system’s theme stands.
}
