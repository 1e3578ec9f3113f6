import { ifconfig, ifconfigLine } from './ifconfig';
import { ipAddr, ipAddrLine, ipAddrOneline, ipBrief } from './ip-addr';
import { ipconfig } from './ipconfig';
import { ipRoute } from './ip-route';
import { list } from './list';
import { networkSetting } from './setting';
import { nmcli, nmcliShow } from './nmcli';
import { scutil } from './scutil';
import { netstatBsd, netstatLinux } from './netstat';
import { prompt } from './prompt';
import { routePrint } from './route-print';
import type { LineReader } from './reader';

export { list } from './list';
export type { Line, LineReader, Step } from './reader';

/** The readers that can start at any line. The first that recognises it wins, so strict ones come first. */
export const starts: readonly LineReader[] = [
	ipAddr,
	ipAddrOneline,
	ipAddrLine,
	ifconfig,
	ifconfigLine,
	netstatLinux,
	netstatBsd,
	routePrint,
	ipRoute,
	ipBrief,
	nmcliShow,
	nmcli,
	scutil,
	networkSetting,
	ipconfig,
	list,
	prompt
];
