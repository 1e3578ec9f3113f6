import { expose } from 'comlink';
import { Simulation } from './worker/simulation';

const simulation = new Simulation();

/** The worker's interface; comlink turns the return values into promises. */
const api = {
	open: simulation.open.bind(simulation),
	edit: simulation.edit.bind(simulation),
	settings: simulation.set.bind(simulation),
	reading: simulation.reading.bind(simulation),
	answer: simulation.answer.bind(simulation),
	run: simulation.run.bind(simulation),
	saved: simulation.saved.bind(simulation),
	readFlow: simulation.readFlow.bind(simulation),
	explain: simulation.explain.bind(simulation),
	explainLine: simulation.explainLine.bind(simulation),
	suggest: simulation.suggest.bind(simulation),
	nameAt: simulation.nameAt.bind(simulation),
	rename: simulation.rename.bind(simulation)
};

export type Api = typeof api;
expose(api);
