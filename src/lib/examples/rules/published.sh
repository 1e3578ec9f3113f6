# Delete all rules
sudo iptables -F
# Allow all outgoing connections
sudo iptables -I OUTPUT -j ACCEPT
# Allow loopback connections
sudo iptables -A INPUT -i lo -j ACCEPT
# Allow Zscaler Client Connector internal connections to the Zscaler Client Connector adapter
sudo iptables -I INPUT -d 100.64.0.1 -j ACCEPT
# Allow DHCP traffic
sudo iptables -I INPUT -p udp --dport 68
sudo iptables -I OUTPUT -p udp --dport 67
# Allow SSH traffic (optional: comment out if not needed)
sudo iptables -A INPUT -p tcp --dport ssh -j ACCEPT
sudo iptables -A OUTPUT -p tcp --sport ssh -j ACCEPT
# Allow established and related incoming connections
sudo iptables -A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
# Deny everything else incoming
sudo iptables -A INPUT -j DROP
