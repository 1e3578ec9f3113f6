#!/usr/bin/env node
// Lets Playwright drive an installed Firefox over WebDriver BiDi. Playwright expects a newer one and
// gives up if Firefox does not know a command to emulate something (the colour scheme, the screen). This
// script starts Firefox and relays everything, but answers such a command as if it had worked; the
// tests emulate none of that.
import { spawn } from 'node:child_process';
import { connect, createServer } from 'node:net';

const firefox = spawn(process.env.FIREFOX_REAL ?? 'firefox', process.argv.slice(2), {
	stdio: ['ignore', 'inherit', 'pipe']
});
process.on('SIGTERM', () => firefox.kill('SIGKILL'));
process.on('SIGINT', () => firefox.kill('SIGKILL'));
firefox.on('error', (error) => {
	console.error(error.message);
	process.exit(1);
});
firefox.on('exit', (code) => process.exit(code ?? 0));

const announced = /WebDriver BiDi listening on ws:\/\/[^:]+:(\d+)/;
let started = '';
firefox.stderr.on('data', (chunk) => {
	started += chunk;
	const port = announced.exec(started)?.[1];
	if (port === undefined) return;
	started = '';
	relay(Number(port));
});

/** @param {number} port where Firefox listens */
function relay(port) {
	const server = createServer((client) => {
		const target = connect(port, '127.0.0.1');
		client.once('data', (request) => {
			// Firefox accepts only requests that name its own port.
			const text = request.toString('latin1').replace(/^host: .*$/im, `Host: 127.0.0.1:${port}`);
			target.write(text, 'latin1');
			client.pipe(target);
		});
		const pass = frames((bytes) => client.write(bytes));
		target.on('data', pass);
		for (const [one, other] of /** @type {const} */ ([
			[client, target],
			[target, client]
		])) {
			one.on('close', () => other.destroy());
			one.on('error', () => other.destroy());
		}
	});
	server.listen(0, '127.0.0.1', () => {
		const at = server.address();
		if (at === null || typeof at === 'string') return;
		console.error(`WebDriver BiDi listening on ws://127.0.0.1:${at.port}`);
	});
}

/**
 * Splits what Firefox sends into WebSocket frames (RFC 6455, section 5.2; a server's are not masked)
 * and passes each on, corrected if necessary.
 *
 * @param {(bytes: Buffer) => void} give
 */
function frames(give) {
	let greeted = false;
	let waiting = Buffer.alloc(0);
	return (/** @type {Buffer} */ chunk) => {
		waiting = Buffer.concat([waiting, chunk]);
		if (!greeted) {
			const end = waiting.indexOf('\r\n\r\n') + 4;
			if (end < 4) return;
			give(waiting.subarray(0, end));
			waiting = waiting.subarray(end);
			greeted = true;
		}
		for (;;) {
			const size = frameSize(waiting);
			if (size === undefined || waiting.length < size.head + size.body) return;
			const frame = waiting.subarray(0, size.head + size.body);
			waiting = waiting.subarray(frame.length);
			give(corrected(frame.subarray(size.head)) ?? frame);
		}
	};
}

/** @param {Buffer} bytes */
function frameSize(bytes) {
	if (bytes.length < 10) {
		const short = (bytes[1] ?? 126) & 127;
		return short < 126 && bytes.length >= 2 ? { head: 2, body: short } : undefined;
	}
	const length = bytes.readUInt8(1) & 127;
	if (length < 126) return { head: 2, body: length };
	if (length === 126) return { head: 4, body: bytes.readUInt16BE(2) };
	return { head: 10, body: Number(bytes.readBigUInt64BE(2)) };
}

/** @param {Buffer} body */
function corrected(body) {
	if (body.length > 4096 || !body.includes('unknown command')) return undefined;
	const message = JSON.parse(body.toString());
	const harmless = /emulation\.set\w+Override/.test(message.message);
	if (message.type !== 'error' || message.error !== 'unknown command' || !harmless)
		return undefined;
	const answer = Buffer.from(JSON.stringify({ type: 'success', id: message.id, result: {} }));
	return Buffer.concat([Buffer.from([0x81, answer.length]), answer]);
}
