import type { Format } from '../format';
import { appControl } from './app-control';
import { appLocker } from './applocker';
import { auditd } from './auditd';
import { crowdStrike } from './crowdstrike';
import { csv } from './csv';
import { defenderGpo } from './defender-gpo';
import { defenderIntune } from './defender-intune';
import { defenderPowerShell } from './defender-powershell';
import { fapolicyd } from './fapolicyd';
import { firewallNetsh } from './firewall-netsh';
import { firewallPowerShell } from './firewall-powershell';
import { iptablesCorrected, iptablesPublished } from './iptables';
import { json } from './json';
import { markdown } from './markdown';
import { nftCorrected, nftPublished } from './nft';
import { plainPaths } from './plain-paths';
import { sentinelOne } from './sentinelone';
import { socketFilterFw } from './socketfilterfw';
import { symantec } from './symantec';

/** Every format, in the order of the page. To add one, add a file here and a row in this table. */
export const formats: readonly Format[] = [
	plainPaths,
	csv,
	json,
	markdown,
	defenderPowerShell,
	defenderIntune,
	defenderGpo,
	firewallPowerShell,
	firewallNetsh,
	appLocker,
	appControl,
	crowdStrike,
	sentinelOne,
	symantec,
	socketFilterFw,
	iptablesPublished,
	iptablesCorrected,
	nftPublished,
	nftCorrected,
	fapolicyd,
	auditd
];
