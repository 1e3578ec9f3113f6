/** Lists to try the checks with: made up, in the form that the tools print. */
export const exampleList = `ExclusionPath    : {C:\\Program Files\\Zscaler\\ZSATunnel, c:\\program files\\zscaler\\zsatray\\zsatray.exe,
                   %ProgramData%\\Zscaler, C:\\Program Files\\Zscaler\\Updater\\*, ZSAService.exe, C:\\SQL\\Data}
ExclusionProcess : {C:\\Program Files\\Zscaler\\ZSAUpdater\\ZSAUpdater.exe}
`;

export const exampleProcesses = `
Name               Path
----               ----
explorer           C:\\WINDOWS\\Explorer.EXE
ZSAService         C:\\Program Files\\Zscaler\\ZSAService\\ZSAService.exe
ZSATray            C:\\Users\\Public\\ZSATray.exe
ZSATrayManager     C:\\Program Files\\Zscaler\\ZSATrayManager\\ZSATrayManager.exe
ZSATunnel          C:\\Program Files\\Zscaler\\ZSATunnel\\ZSATunnel.exe
`;
