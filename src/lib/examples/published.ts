import { hardeningCommands } from '$lib/catalog';

/** The ten published commands as a script, each step under its title. */
export const publishedRules = hardeningCommands
	.map(({ step, title, text }, index) =>
		hardeningCommands[index - 1]?.step === step ? text : `# ${title}\n${text}`
	)
	.map((line) => `${line}\n`)
	.join('');
