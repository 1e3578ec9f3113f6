# Delete all rules
sudo iptables -F
# Let every outgoing connection through
sudo iptables -I OUTPUT -j ACCEPT
# Let loopback through
sudo iptables -A INPUT -i lo -j ACCEPT
# Let Client Connector's internal connections reach its adapter
sudo iptables -I INPUT -d 100.64.0.1 -j ACCEPT
# Let DHCP through
sudo iptables -I INPUT -p udp --dport 68
sudo iptables -I OUTPUT -p udp --dport 67
# Let SSH through (optional: comment out where not needed)
sudo iptables -A INPUT -p tcp --dport ssh -j ACCEPT
sudo iptables -A OUTPUT -p tcp --sport ssh -j ACCEPT
# Let established and related incoming connections through
sudo iptables -A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
# Deny everything else that comes in
sudo iptables -A INPUT -j DROP
