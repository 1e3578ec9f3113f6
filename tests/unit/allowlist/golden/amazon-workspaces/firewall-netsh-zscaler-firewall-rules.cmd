netsh advfirewall firewall add rule name="Zscaler ZSATunnel.exe (inbound)" dir=in action=allow program="D:\Program Files\Zscaler\ZSATunnel\ZSATunnel.exe" profile=any enable=yes
netsh advfirewall firewall add rule name="Zscaler ZSATunnel.exe (outbound)" dir=out action=allow program="D:\Program Files\Zscaler\ZSATunnel\ZSATunnel.exe" profile=any enable=yes
netsh advfirewall firewall add rule name="Zscaler ZSATray.exe (outbound)" dir=out action=allow program="D:\Program Files\Zscaler\ZSATray\ZSATray.exe" profile=any enable=yes
netsh advfirewall firewall add rule name="Zscaler ZSATrayManager.exe (outbound)" dir=out action=allow program="D:\Program Files\Zscaler\ZSATrayManager\ZSATrayManager.exe" profile=any enable=yes
netsh advfirewall firewall add rule name="Zscaler ZSAUpdater.exe (outbound)" dir=out action=allow program="D:\Program Files\Zscaler\ZSAUpdater\ZSAUpdater.exe" profile=any enable=yes
netsh advfirewall firewall add rule name="Zscaler ZSAService.exe (outbound)" dir=out action=allow program="D:\Program Files\Zscaler\ZSAService\ZSAService.exe" profile=any enable=yes
netsh advfirewall firewall add rule name="Zscaler zscalerappupdater.exe (outbound)" dir=out action=allow program="D:\Program Files\Zscaler\Updater\zscalerappupdater.exe" profile=any enable=yes
netsh advfirewall firewall add rule name="Zscaler ZDPService.exe (outbound)" dir=out action=allow program="D:\Program Files\Zscaler\ZDP\ZDPService.exe" profile=any enable=yes
