sudo fapolicyd-cli --file add /opt/zscaler/bin/zsaservice --trust-file zscaler
sudo fapolicyd-cli --file add /opt/zscaler/bin/zstunnel --trust-file zscaler
sudo fapolicyd-cli --file add /opt/zscaler/bin/ZSTray --trust-file zscaler
sudo fapolicyd-cli --file add /opt/zscaler/bin/zsupdater --trust-file zscaler
sudo fapolicyd-cli --update
