import { nothing, type LineReader } from './reader';

const command =
	/^(?:.*[$#>%]\s?)?\s*(?:sudo\s+)?(?:ip|ifconfig|netstat|ipconfig|route|nmcli|scutil|Get-Net\w+|docker\s+network)(?:\.exe)?(?:\s+[-/]*\w+)*\s*(?:\|.*)?$/i;
const bare = /^\S*[$#>%]\s*$/;

/** The command line above an output, with its prompt: `C:\>ipconfig /all`, `$ ip addr`. */
export const prompt: LineReader = ({ text }) =>
	command.test(text) || bare.test(text) ? nothing : undefined;
