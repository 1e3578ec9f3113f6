netsh advfirewall firewall add rule name="Zscaler ZSATunnel.exe (inbound, 32-bit)" dir=in action=allow program="C:\Program Files (x86)\Zscaler\ZSATunnel\ZSATunnel.exe" profile=any enable=yes
netsh advfirewall firewall add rule name="Zscaler ZSATunnel.exe (inbound, 64-bit)" dir=in action=allow program="C:\Program Files\Zscaler\ZSATunnel\ZSATunnel.exe" profile=any enable=yes
netsh advfirewall firewall add rule name="Zscaler ZSATunnel.exe (outbound, 32-bit)" dir=out action=allow program="C:\Program Files (x86)\Zscaler\ZSATunnel\ZSATunnel.exe" profile=any enable=yes
netsh advfirewall firewall add rule name="Zscaler ZSATunnel.exe (outbound, 64-bit)" dir=out action=allow program="C:\Program Files\Zscaler\ZSATunnel\ZSATunnel.exe" profile=any enable=yes
netsh advfirewall firewall add rule name="Zscaler ZSATray.exe (outbound, 32-bit)" dir=out action=allow program="C:\Program Files (x86)\Zscaler\ZSATray\ZSATray.exe" profile=any enable=yes
netsh advfirewall firewall add rule name="Zscaler ZSATray.exe (outbound, 64-bit)" dir=out action=allow program="C:\Program Files\Zscaler\ZSATray\ZSATray.exe" profile=any enable=yes
netsh advfirewall firewall add rule name="Zscaler ZSATrayManager.exe (outbound, 32-bit)" dir=out action=allow program="C:\Program Files (x86)\Zscaler\ZSATrayManager\ZSATrayManager.exe" profile=any enable=yes
netsh advfirewall firewall add rule name="Zscaler ZSATrayManager.exe (outbound, 64-bit)" dir=out action=allow program="C:\Program Files\Zscaler\ZSATrayManager\ZSATrayManager.exe" profile=any enable=yes
netsh advfirewall firewall add rule name="Zscaler ZSAUpdater.exe (outbound, 32-bit)" dir=out action=allow program="C:\Program Files (x86)\Zscaler\ZSAUpdater\ZSAUpdater.exe" profile=any enable=yes
netsh advfirewall firewall add rule name="Zscaler ZSAUpdater.exe (outbound, 64-bit)" dir=out action=allow program="C:\Program Files\Zscaler\ZSAUpdater\ZSAUpdater.exe" profile=any enable=yes
netsh advfirewall firewall add rule name="Zscaler ZSAService.exe (outbound, 32-bit)" dir=out action=allow program="C:\Program Files (x86)\Zscaler\ZSAService\ZSAService.exe" profile=any enable=yes
netsh advfirewall firewall add rule name="Zscaler ZSAService.exe (outbound, 64-bit)" dir=out action=allow program="C:\Program Files\Zscaler\ZSAService\ZSAService.exe" profile=any enable=yes
netsh advfirewall firewall add rule name="Zscaler zscalerappupdater.exe (outbound, 32-bit)" dir=out action=allow program="C:\Program Files (x86)\Zscaler\Updater\zscalerappupdater.exe" profile=any enable=yes
netsh advfirewall firewall add rule name="Zscaler zscalerappupdater.exe (outbound, 64-bit)" dir=out action=allow program="C:\Program Files\Zscaler\Updater\zscalerappupdater.exe" profile=any enable=yes
netsh advfirewall firewall add rule name="Zscaler ZDPService.exe (outbound)" dir=out action=allow program="C:\Program Files\Zscaler\ZDP\ZDPService.exe" profile=any enable=yes
