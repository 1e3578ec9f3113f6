sudo /usr/libexec/ApplicationFirewall/socketfilterfw --add /Applications/Zscaler/Zscaler.app
sudo /usr/libexec/ApplicationFirewall/socketfilterfw --unblockapp /Applications/Zscaler/Zscaler.app
sudo /usr/libexec/ApplicationFirewall/socketfilterfw --add '/Library/Application Support/Zscaler/UPM/UPMServiceController'
sudo /usr/libexec/ApplicationFirewall/socketfilterfw --unblockapp '/Library/Application Support/Zscaler/UPM/UPMServiceController'
sudo /usr/libexec/ApplicationFirewall/socketfilterfw --add /Applications/Zscaler/.Updater/autoupdate-osx.app/Contents/MacOS/ZscalerUpdater
sudo /usr/libexec/ApplicationFirewall/socketfilterfw --unblockapp /Applications/Zscaler/.Updater/autoupdate-osx.app/Contents/MacOS/ZscalerUpdater
